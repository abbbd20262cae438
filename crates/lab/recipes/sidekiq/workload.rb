# A worker of Sidekiq, its clients, and what its web page asks: jobs at once, later and in bulk, a retried, a dead and a
# canceled one, statistics, processes and their state.
require_relative "../setting"
require "sidekiq"
require "sidekiq/api"
require "sidekiq/scheduled"
require "rbconfig"

QUEUE = "#{parameter("queue")}mail"
ENV["DYNO"] = "#{parameter("hosts")}.1"
connection = { url: URL, reconnect_attempts: 0 }
Sidekiq.configure_client { |config| config.redis = connection.merge(size: 2) }
Sidekiq.configure_server do |config|
  config.redis = connection
  config.options[:poll_interval_average] = 0.3
end

# The first look at what is scheduled waits at random, up to five seconds, and a process looks for signals each five seconds.
class Sidekiq::Scheduled::Poller
  def initial_wait = nil
end
if Sidekiq.server?
  Sidekiq::Launcher.send(:remove_const, :BEAT_PAUSE)
  Sidekiq::Launcher::BEAT_PAUSE = 0.2
end

class Plain
  include Sidekiq::Job
  sidekiq_options queue: QUEUE, retry: false

  def perform(_number) = nil
end

class Unsteady
  include Sidekiq::Job
  sidekiq_options queue: QUEUE, retry: 1

  def perform = raise("bad")
end

class Bad
  include Sidekiq::Job
  sidekiq_options queue: QUEUE, retry: 0

  def perform = raise("bad")
end

class Slow
  include Sidekiq::Job
  sidekiq_options queue: QUEUE

  def perform = sleep(2)
end

return unless $PROGRAM_NAME == __FILE__

check Plain.perform_async(1)
check Plain.perform_bulk([[2], [3]]).size == 2
check Sidekiq::Queue.new(QUEUE).size == 3 && Sidekiq::Queue.all.map(&:name) == [QUEUE]
Plain.perform_in(0.2, 4)
canceled = Plain.perform_in(3600, 5)
check Sidekiq::ScheduledSet.new.find_job(canceled).delete
Plain.perform_in(3600, 6)
[Unsteady, Bad, Slow].each(&:perform_async)

program = Gem.loaded_specs["sidekiq"]&.bin_file("sidekiq") || $LOAD_PATH.map { |own| File.join(own, "../bin/sidekiq") }.find { |own| File.exist?(own) }
worker = spawn(RbConfig.ruby, *$LOAD_PATH.flat_map { |own| ["-I", own] }, program, "-r", __FILE__, "-q", QUEUE, "-c", "3")
begin
  wait("a process") { Sidekiq::ProcessSet.new.size == 1 }
  wait("a job at work") { Sidekiq::Workers.new.size >= 1 || Sidekiq::Stats.new.processed >= 5 }
  wait("a dead job") { Sidekiq::DeadSet.new.size == 1 }
  wait("a job to retry") { Sidekiq::RetrySet.new.size == 1 }
  check Sidekiq::RetrySet.new.first.retry
  stats = wait("everything done") { own = Sidekiq::Stats.new; own if own.processed == 8 && own.retry_size == 1 }
  check stats.failed == 3 && stats.scheduled_size == 1 && stats.enqueued.zero?
  check Sidekiq::Stats::History.new(2).processed.values.sum == 8
  check Sidekiq::Stats.new.queues == { QUEUE => 0 }
  process = Sidekiq::ProcessSet.new.first
  process.quiet!
  process.dump_threads
  process.stop!
  Process.wait(worker)
  worker = nil
ensure
  Process.kill(:KILL, worker) if worker
end
dead = Sidekiq::DeadSet.new
dead.each { |job| check job.klass == "Bad" }
check dead.first.retry
check Sidekiq::Queue.new(QUEUE).first.klass == "Bad"
Sidekiq::Queue.new(QUEUE).each(&:delete)
Unsteady.perform_async
check Sidekiq::Queue.new(QUEUE).latency >= 0
check Sidekiq::ScheduledSet.new.scan("Plain").to_a.size == 1
Sidekiq::ScheduledSet.new.each(&:add_to_queue)
Sidekiq::RetrySet.new.schedule(Time.now.to_f + 60, { "class" => "Unsteady", "args" => [], "jid" => "a", "queue" => QUEUE })
Sidekiq::RetrySet.new.each(&:kill)
Sidekiq::RetrySet.new.retry_all
[Sidekiq::Queue.new(QUEUE), Sidekiq::ScheduledSet.new, Sidekiq::RetrySet.new, dead].each(&:clear)
Sidekiq::Stats.new.reset
Sidekiq::ProcessSet.new.cleanup
check Sidekiq.redis_info.key?("redis_version")
