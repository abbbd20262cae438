<?php
// What applications do with phpredis, and sessions kept by it.
require __DIR__ . '/../setting.php';

function connect(): Redis
{
    $redis = new Redis();
    $redis->connect(HOST, PORT, 5);
    check($redis->auth([USERNAME, PASSWORD]));
    $redis->setOption(Redis::OPT_PREFIX, parameter('prefix'));
    $redis->setOption(Redis::OPT_SERIALIZER, Redis::SERIALIZER_PHP);
    $redis->setOption(Redis::OPT_SCAN, Redis::SCAN_RETRY);
    return $redis;
}

// phpredis answers false to an error, and keeps it.
function good(Redis $redis, mixed $result): mixed
{
    check($redis->getLastError() === null, (string) $redis->getLastError());
    return $result;
}

$redis = connect();
check(good($redis, $redis->set('value', ['name' => 'Jo'], ['nx', 'ex' => 60])));
check(good($redis, $redis->get('value')) === ['name' => 'Jo']);
check(good($redis, $redis->setex('short', 60, 1)) && $redis->expire('short', 30) && $redis->ttl('short') > 0);
check($redis->mset(['a' => 1, 'b' => 2]) && good($redis, $redis->mget(['a', 'b'])) === [1, 2]);
check(good($redis, $redis->exists('a', 'b')) === 2);
check(good($redis, $redis->setnx('once', 1)) && $redis->getSet('once', 2) === 1);
check(good($redis, $redis->incr('count')) === 1 && $redis->incrBy('count', 4) === 5 && $redis->decr('count') === 4);
check(good($redis, $redis->hMSet('hash', ['x' => 1, 'y' => 2])) && $redis->hSet('hash', 'z', 3) === 1);
check(good($redis, $redis->hGet('hash', 'x')) === 1 && count($redis->hGetAll('hash')) === 3);
check(count($redis->hMGet('hash', ['x', 'y'])) === 2 && $redis->hExists('hash', 'x') && $redis->hDel('hash', 'x') === 1);
check(good($redis, $redis->hIncrBy('hash', 'visits', 2)) === 2);
check(good($redis, $redis->rPush('list', 'a', 'b')) === 2 && $redis->lPush('list', 'c') === 3);
check(good($redis, $redis->lRange('list', 0, -1)) === ['c', 'a', 'b'] && $redis->lLen('list') === 3);
check(good($redis, $redis->lPop('list')) === 'c' && $redis->rPop('list') === 'b');
check(good($redis, $redis->brPop(['list'], 1))[1] === 'a' && $redis->blPop(['list'], 1) === []);
check(good($redis, $redis->sAdd('set', 'a', 'b')) === 2 && $redis->sIsMember('set', 'a'));
check(count(good($redis, $redis->sMembers('set'))) === 2 && $redis->sRem('set', 'a') === 1 && $redis->sCard('set') === 1);
check(good($redis, $redis->zAdd('ranks', 1, 'a', 2, 'b')) === 2 && $redis->zScore('ranks', 'b') === 2.0);
check(good($redis, $redis->zRange('ranks', 0, -1, true)) !== [] && $redis->zRevRange('ranks', 0, 0) === ['b']);
check(good($redis, $redis->zIncrBy('ranks', 5, 'a')) === 6.0 && $redis->zRemRangeByScore('ranks', 6, 6) === 1);
$id = good($redis, $redis->xAdd('stream', '*', ['n' => 1]));
check($redis->xGroup('CREATE', 'stream', 'group', '0'));
check(isset(array_values(good($redis, $redis->xReadGroup('group', 'one', ['stream' => '>'], 10)))[0][$id]));
check(good($redis, $redis->xAck('stream', 'group', [$id])) === 1 && $redis->xLen('stream') === 1);
check(good($redis, $redis->multi()->set('t', 1)->incr('u')->exec()) === [true, 1]);
$redis->watch('t');
check(good($redis, $redis->multi()->del('t')->exec()) === [1]);
check(good($redis, $redis->pipeline()->set('p', 1)->get('p')->exec())[1] === 1);
$script = 'return redis.call("incrby", KEYS[1], ARGV[1])';
check(good($redis, $redis->eval($script, ['scripted', 2], 1)) === 2);
$redis->clearLastError();
check($redis->evalSha(sha1($script), ['scripted', 2], 1) === 4);
check($redis->script('load', $script) === sha1($script));
$found = [];
$cursor = null;
while ($keys = $redis->scan($cursor, parameter('prefix') . '*', 100)) {
    $found = [...$found, ...$keys];
}
check(count($found) > 5);
check(good($redis, $redis->type('hash')) === Redis::REDIS_HASH);
check(good($redis, $redis->rename('short', 'longer')) && $redis->persist('longer'));

// A message, which another process sends.
if (($child = pcntl_fork()) === 0) {
    usleep(300_000);
    exit(connect()->publish('news', 'hello') === 1 ? 0 : 1);
}
$subscriber = connect();
$subscriber->setOption(Redis::OPT_READ_TIMEOUT, 1);
$received = null;
try {
    $subscriber->subscribe(['news'], function (Redis $own, string $channel, string $text) use (&$received) {
        $received = $text;
        $own->unsubscribe(['news']);
    });
} catch (RedisException) {
    // It waits for messages even after its last channel.
}
check($received === 'hello');
pcntl_waitpid($child, $status);
check($status === 0);

// Sessions of PHP itself, with locks.
$path = http_build_query(['auth' => [USERNAME, PASSWORD], 'prefix' => parameter('prefix') . 'session:']);
foreach (['save_handler' => 'redis', 'save_path' => 'tcp://' . HOST . ':' . PORT . "?$path", 'use_cookies' => '0', 'cache_limiter' => ''] as $name => $value) {
    ini_set("session.$name", $value);
}
ini_set('redis.session.locking_enabled', '1');
session_id('somebody');
check(session_start());
$_SESSION['user'] = 'jo';
check(session_write_close() && session_start() && $_SESSION['user'] === 'jo');
check(session_regenerate_id(true) && session_destroy());
check(good($redis, $redis->del('a', 'b')) === 2 && $redis->unlink('once') === 1);
check($redis->ping());
