# What a workload is told by the program that measures it.
HOST = ENV.fetch("RECIPE_HOST")
PORT = ENV.fetch("RECIPE_PORT").to_i
USERNAME = ENV.fetch("RECIPE_USERNAME")
PASSWORD = ENV.fetch("RECIPE_PASSWORD")
URL = "redis://#{USERNAME}:#{PASSWORD}@#{HOST}:#{PORT}/0"

def parameter(name) = ENV.fetch("RECIPE_#{name.upcase}")

# Ends the workload where something isn't as expected.
def check(good, what = "an unexpected result")
  raise what unless good
end

# Waits until the block gives something.
def wait(what, seconds = 15)
  (seconds * 20).times do
    found = yield
    return found if found
    sleep 0.05
  end
  raise "never: #{what}"
end
