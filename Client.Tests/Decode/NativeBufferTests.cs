using System;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16384)]
    [InlineData(16385)]
    [InlineData(1_000_003)]
    public unsafe void It_is_aligned_and_zero_behind_its_length(int size)
    {
        using var pool = new NativeBufferPool();
        NativeBuffer buffer = pool.Rent(size);
        buffer.GetSpan().Fill(0xFF);

        buffer.Length = size;

        Assert.True(buffer.Capacity >= size);
        Assert.Equal(0, buffer.Address % 64);
        Assert.Equal(-1, new ReadOnlySpan<byte>((byte*)buffer.Address + size, NativeBuffer.Padding).IndexOfAnyExcept((byte)0));
        buffer.Return();
    }

    [Fact]
    public void A_second_return_and_use_after_return_are_errors()
    {
        using var pool = new NativeBufferPool();
        NativeBuffer buffer = pool.Rent(10);
        buffer.Return();

        Assert.Throws<InvalidOperationException>(buffer.Return);
        Assert.Throws<ObjectDisposedException>(() => buffer.GetSpan());
        Assert.Throws<ObjectDisposedException>(() => buffer.Length = 3);
    }

    [Fact]
    public void The_limit_refuses_and_counts()
    {
        using var pool = new NativeBufferPool(limitBytes: NativeBufferPool.SmallestCapacity * 2);
        NativeBuffer first = pool.Rent(1);
        NativeBuffer second = pool.Rent(1);

        Assert.False(pool.TryRent(1, out _));
        Assert.False(pool.TryRent(int.MaxValue, out _));
        Assert.Equal(2, pool.Refused);
        Assert.Equal(2, pool.Rented);

        first.Return();
        second.Return();
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void Growing_keeps_the_bytes()
    {
        using var pool = new NativeBufferPool();
        NativeBuffer buffer = pool.Rent(100);
        "Hello"u8.CopyTo(buffer.GetSpan());
        buffer.Length = 5;

        Assert.True(pool.TryGrow(ref buffer, 100_000));

        Assert.True(buffer.Capacity >= 100_000);
        Assert.True(buffer.Bytes.SequenceEqual("Hello"u8));
        Assert.Equal(1, pool.Rented);
        buffer.Return();
    }

    [Fact]
    public void A_warm_pool_allocates_nothing()
    {
        using var pool = new NativeBufferPool();

        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                NativeBuffer buffer = pool.Rent(50_000);
                buffer.Length = 40_000;
                buffer.Return();
            }
        }));
    }

    [Fact]
    public void A_buffer_that_outlives_its_pool_is_freed_when_it_returns()
    {
        var pool = new NativeBufferPool();
        NativeBuffer buffer = pool.Rent(10);
        pool.Dispose();

        buffer.GetSpan()[0] = 1;
        buffer.Return();

        Assert.Equal(0, pool.Rented);
        Assert.Throws<ObjectDisposedException>(() => pool.Rent(1));
    }
}
