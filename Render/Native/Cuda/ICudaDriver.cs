using Fathom.Decode;

namespace Fathom.Render.Native.Cuda;

/// <summary>What the importer needs of CUDA. The seam at which tests watch the order of calls and make each of them fail.</summary>
/// <remarks>Each call answers CUDA's code, 0 for success. Threads: GL thread.</remarks>
internal interface ICudaDriver
{
    /// <summary>Loads and starts CUDA; null when it can be used, else why not.</summary>
    string? Start();

    /// <summary>Takes a share in a device's primary context, the one that FFmpeg decodes in, and checks that GL draws on that device.</summary>
    string? Retain(int device, out nint context);

    /// <summary>Gives the share back.</summary>
    void ReleaseContext(int device);

    int Push(nint context);

    void Pop();

    int Register(uint texture, out nint resource);

    void Unregister(nint resource);

    int Map(System.ReadOnlySpan<nint> resources);

    int Unmap(System.ReadOnlySpan<nint> resources);

    /// <summary>Copies a plane into a mapped texture, on the device, without waiting for it.</summary>
    int Copy(ulong address, int pitch, PlaneView size, nint resource);

    /// <summary>CUDA's words for a code.</summary>
    string Text(int code);
}
