<?php
// What applications do with Predis.
require __DIR__ . '/../setting.php';
require 'Predis/Autoloader.php';

Predis\Autoloader::register();

function connect(): Predis\Client
{
    $redis = new Predis\Client(['host' => HOST, 'port' => PORT, 'read_write_timeout' => 5], ['prefix' => parameter('prefix')]);
    // This version knows no user names.
    check((string) $redis->executeRaw(['AUTH', USERNAME, PASSWORD]) === 'OK');
    return $redis;
}

$redis = connect();
check((string) $redis->set('value', 'Jo', 'EX', 60, 'NX') === 'OK' && $redis->get('value') === 'Jo');
check((string) $redis->setex('short', 60, 1) === 'OK' && $redis->expire('short', 30) === 1 && $redis->ttl('short') > 0);
check((string) $redis->mset(['a' => 1, 'b' => 2]) === 'OK' && $redis->mget('a', 'b') === ['1', '2']);
check($redis->exists('a') === 1 && $redis->setnx('once', 1) === 1 && $redis->getset('once', 2) === '1');
check($redis->incr('count') === 1 && $redis->incrby('count', 4) === 5 && $redis->decr('count') === 4);
check((string) $redis->hmset('hash', ['x' => 1, 'y' => 2]) === 'OK' && $redis->hset('hash', 'z', 3) === 1);
check($redis->hget('hash', 'x') === '1' && count($redis->hgetall('hash')) === 3 && count($redis->hmget('hash', ['x', 'y'])) === 2);
check($redis->hexists('hash', 'x') === 1 && $redis->hdel('hash', ['x']) === 1 && $redis->hincrby('hash', 'visits', 2) === 2);
check($redis->rpush('list', ['a', 'b']) === 2 && $redis->lpush('list', ['c']) === 3);
check($redis->lrange('list', 0, -1) === ['c', 'a', 'b'] && $redis->llen('list') === 3);
check($redis->lpop('list') === 'c' && $redis->rpop('list') === 'b');
check($redis->brpop(['list'], 1)[1] === 'a' && $redis->blpop(['list'], 1) === null);
check($redis->sadd('set', ['a', 'b']) === 2 && $redis->sismember('set', 'a') === 1);
check(count($redis->smembers('set')) === 2 && $redis->srem('set', 'a') === 1 && $redis->scard('set') === 1);
check($redis->zadd('ranks', ['a' => 1, 'b' => 2]) === 2 && $redis->zscore('ranks', 'b') === '2');
check($redis->zrange('ranks', 0, -1, ['withscores' => true]) !== [] && $redis->zrevrange('ranks', 0, 0) === ['b']);
check($redis->zincrby('ranks', 5, 'a') === '6' && $redis->zremrangebyscore('ranks', 6, 6) === 1);
check(count($redis->transaction(fn ($t) => $t->set('t', 1)->incr('u'))) === 2);
$taken = $redis->transaction(['watch' => 't', 'cas' => true, 'retry' => 1], function ($t) {
    $value = $t->get('t');
    $t->multi();
    $t->set('t', $value + 1);
});
check(count($taken) === 1);
check(count($redis->pipeline(fn ($p) => $p->set('p', 1)->get('p'))) === 2);
$script = 'return redis.call("incrby", KEYS[1], ARGV[1])';
check($redis->eval($script, 1, 'scripted', 2) === 2 && $redis->evalsha(sha1($script), 1, 'scripted', 2) === 4);
check($redis->script('load', $script) === sha1($script));
check(count(iterator_to_array(new Predis\Collection\Iterator\Keyspace($redis, parameter('prefix') . '*'), false)) > 5);
check((string) $redis->type('hash') === 'hash');
check((string) $redis->rename('short', 'longer') === 'OK' && $redis->persist('longer') === 1);

// A message, which another process sends.
if (($child = pcntl_fork()) === 0) {
    usleep(300_000);
    exit(connect()->publish('news', 'hello') === 1 ? 0 : 1);
}
$loop = connect()->pubSubLoop();
$loop->subscribe('news');
foreach ($loop as $message) {
    if ($message->kind === 'message') {
        check($message->payload === 'hello');
        $loop->unsubscribe('news');
    }
}
pcntl_waitpid($child, $status);
check($status === 0);
check($redis->del(['a', 'b']) === 2 && (string) $redis->ping() === 'PONG');
