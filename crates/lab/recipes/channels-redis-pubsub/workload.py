"""The Pub/Sub channel layer of Django Channels: messages to one channel, and to a group that members join and leave."""
import asyncio

from channels_redis.pubsub import RedisPubSubChannelLayer

from setting import URL, parameter


async def main():
    first, second = (RedisPubSubChannelLayer(hosts=[URL], prefix=parameter("prefix")) for _ in range(2))
    channel = await second.new_channel()
    await asyncio.sleep(0.2)
    await first.send(channel, {"type": "one"})
    assert await asyncio.wait_for(second.receive(channel), 10) == {"type": "one"}

    await second.group_add("room", channel)
    await asyncio.sleep(0.2)
    await first.group_send("room", {"type": "all"})
    assert await asyncio.wait_for(second.receive(channel), 10) == {"type": "all"}
    await second.group_discard("room", channel)
    await first.group_send("room", {"type": "nobody"})
    await first.send(channel, {"type": "last"})
    assert await asyncio.wait_for(second.receive(channel), 10) == {"type": "last"}
    # A waiting receiver that is stopped leaves its channel.
    waiting = asyncio.create_task(second.receive(channel))
    await asyncio.sleep(0.2)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    for one in (first, second):
        await one.flush()


asyncio.run(main())
