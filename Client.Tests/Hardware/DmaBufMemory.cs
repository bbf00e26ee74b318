using System;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>Anonymous memory with a descriptor (memfd): Mesa's software rasteriser takes it for a DMA-BUF object.</summary>
internal sealed unsafe partial class DmaBufMemory : IDisposable
{
    private const int PROT_READ_WRITE = 3;
    private const int MAP_SHARED = 1;

    private readonly byte* _address;
    private readonly int _size;

    internal DmaBufMemory(int size)
    {
        fixed (byte* name = Encoding.ASCII.GetBytes("fathom-test\0"))
        {
            Fd = memfd_create(name, 0);
        }

        Skip.If(Fd < 0, "This kernel gives no memfd.");
        Assert.Equal(0, ftruncate(Fd, size));
        _size = size;
        _address = (byte*)mmap(null, (nuint)size, PROT_READ_WRITE, MAP_SHARED, Fd, 0);
        Assert.NotEqual(-1, (nint)_address);
    }

    internal int Fd { get; }

    internal Span<byte> Bytes => new(_address, _size);

    public void Dispose()
    {
        _ = munmap(_address, (nuint)_size);
        _ = close(Fd);
    }

    [LibraryImport("libc")]
    private static partial int memfd_create(byte* name, uint flags);

    [LibraryImport("libc")]
    private static partial int ftruncate(int fd, long length);

    [LibraryImport("libc")]
    private static partial void* mmap(void* address, nuint length, int protection, int flags, int fd, long offset);

    [LibraryImport("libc")]
    private static partial int munmap(void* address, nuint length);

    [LibraryImport("libc")]
    private static partial int close(int fd);
}
