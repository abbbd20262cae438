# The cache of Rails and the sessions of Rack, kept by redis-store.
require_relative "../setting"
require "logger"
require "active_support"
require "active_support/cache"
require "active_support/notifications"
require "redis-activesupport"
require "redis-rack"
require "rack/mock"

server = { host: HOST, port: PORT, username: USERNAME, password: PASSWORD, reconnect_attempts: 0 }
cache = ActiveSupport::Cache::RedisStore.new(server.merge(namespace: parameter("cache"), raise_errors: true))
check cache.write("a", { "name" => "Jo" }, expires_in: 60)
check cache.read("a") == { "name" => "Jo" }
check cache.read("gone").nil?
check cache.fetch("b", expires_in: 60, race_condition_ttl: 5) { 2 } == 2
check cache.fetch("b") { 3 } == 2
check cache.fetch("d", force: true) { 4 } == 4
check cache.write("e", 5, unless_exist: true)
check cache.read_multi("a", "b").size == 2
check cache.fetch_multi("a", "f") { |name| name } == { "a" => { "name" => "Jo" }, "f" => "f" }
cache.write_multi({ "g" => 1, "h" => 2 }, expires_in: 60)
check cache.increment("count", 2) == 2
check cache.increment("count", 1, expires_in: 60) == 3
check cache.decrement("count") == 2
check cache.exist?("a")
cache.expire("a", 60)
check cache.delete("a")
check !cache.exist?("a")

application = lambda do |env|
  session = env["rack.session"]
  case env["PATH_INFO"]
  when "/login" then session["user"] = "jo"
  when "/again" then session.options[:renew] = true
  when "/logout" then session.destroy
  end
  [200, {}, [session["user"].to_s]]
end
options = { redis_server: server.merge(namespace: parameter("session")), expire_after: 60, threadsafe: true }
request = Rack::MockRequest.new(Rack::Session::Redis.new(application, options))
login = request.get("/login")
cookie = login["Set-Cookie"][/\A[^;]*/]
check request.get("/", "HTTP_COOKIE" => cookie).body == "jo"
again = request.get("/again", "HTTP_COOKIE" => cookie)
cookie = again["Set-Cookie"][/\A[^;]*/]
check request.get("/", "HTTP_COOKIE" => cookie).body == "jo"
request.get("/logout", "HTTP_COOKIE" => cookie)
check request.get("/", "HTTP_COOKIE" => cookie).body == ""
