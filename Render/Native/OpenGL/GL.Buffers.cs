namespace Fathom.Render.Native.OpenGL;

#pragma warning disable CS1591 // Meaning and names are GL's.
/// <content>Buffers and vertex arrays.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<int, uint*, void> _glGenBuffers;
    private readonly delegate* unmanaged<int, uint*, void> _glDeleteBuffers;
    private readonly delegate* unmanaged<uint, uint, void> _glBindBuffer;
    private readonly delegate* unmanaged<uint, nuint, void*, uint, void> _glBufferData;
    private readonly delegate* unmanaged<uint, nint, nuint, void*, void> _glBufferSubData;
    private readonly delegate* unmanaged<uint, uint, uint, void> _glBindBufferBase;
    private readonly delegate* unmanaged<int, uint*, void> _glGenVertexArrays;
    private readonly delegate* unmanaged<int, uint*, void> _glDeleteVertexArrays;
    private readonly delegate* unmanaged<uint, void> _glBindVertexArray;
    private readonly delegate* unmanaged<uint, void> _glEnableVertexAttribArray;
    private readonly delegate* unmanaged<uint, int, uint, byte, uint, nint, void> _glVertexAttribPointer;

    public uint GenBuffer()
    {
        uint name;
        _glGenBuffers(1, &name);
        return name;
    }

    public void DeleteBuffer(uint buffers) => _glDeleteBuffers(1, &buffers);

    public void BindBuffer(BufferTargetARB target, uint buffer) => _glBindBuffer((uint)target, buffer);

    public void BufferData(BufferTargetARB target, nuint size, void* data, BufferUsageARB usage)
        => _glBufferData((uint)target, size, data, (uint)usage);

    public void BufferSubData(BufferTargetARB target, nint offset, nuint size, void* data)
        => _glBufferSubData((uint)target, offset, size, data);

    public void BindBufferBase(BufferTargetARB target, uint index, uint buffer) => _glBindBufferBase((uint)target, index, buffer);

    public uint GenVertexArray()
    {
        uint name;
        _glGenVertexArrays(1, &name);
        return name;
    }

    public void DeleteVertexArray(uint arrays) => _glDeleteVertexArrays(1, &arrays);

    public void BindVertexArray(uint array) => _glBindVertexArray(array);

    public void EnableVertexAttribArray(uint index) => _glEnableVertexAttribArray(index);

    public void VertexAttribPointer(uint index, int size, VertexAttribPointerType type, bool normalized, uint stride, nint pointer)
        => _glVertexAttribPointer(index, size, (uint)type, (byte)(normalized ? 1 : 0), stride, pointer);
}
