"""The channel layer of Django Channels: a message to one channel, to a process's own channel, to a group, a full channel, and
a message that nobody fetched in time."""
import asyncio

from channels.exceptions import ChannelFull
from channels_redis.core import RedisChannelLayer

from setting import URL, parameter


def layer(**options):
    return RedisChannelLayer(hosts=[URL], prefix=parameter("prefix"), **options)


async def main():
    first, second = layer(), layer()
    await first.send("mail", {"type": "one"})
    assert await second.receive("mail") == {"type": "one"}
    waiting = asyncio.create_task(second.receive("mail"))
    await asyncio.sleep(0.2)
    await first.send("mail", {"type": "two"})
    assert await asyncio.wait_for(waiting, 10) == {"type": "two"}

    own = [await second.new_channel() for _ in range(2)]
    for channel in own:
        await first.group_add("room", channel)
    await first.group_send("room", {"type": "all"})
    for channel in own:
        assert await asyncio.wait_for(second.receive(channel), 10) == {"type": "all"}
    await first.group_discard("room", own[0])
    await first.group_send("room", {"type": "rest"})
    assert await asyncio.wait_for(second.receive(own[1]), 10) == {"type": "rest"}
    await first.group_discard("room", own[1])

    small = layer(capacity=1, expiry=1)
    await small.send("small", {"type": "fits"})
    try:
        await small.send("small", {"type": "too much"})
        raise AssertionError("a full channel took another message")
    except ChannelFull:
        pass
    await asyncio.sleep(1.2)
    await small.send("small", {"type": "after the first expired"})
    assert (await small.receive("small"))["type"] == "after the first expired"
    for one in (first, second, small):
        await one.close_pools()


asyncio.run(main())
