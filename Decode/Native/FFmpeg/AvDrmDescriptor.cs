namespace Fathom.Decode.Native.FFmpeg;

/// <summary>AVDRMFrameDescriptor, which is the same in all releases since 3.3: objects (descriptor, size, modifier) and layers of planes in them.</summary>
/// <remarks>
/// <code>
///   0 int nb_objects
///   8 objects[4]: int fd; size_t size (+8); uint64 modifier (+16)             24 bytes each
/// 104 int nb_layers
/// 112 layers[4]:  uint32 format; int nb_planes (+4);
///                 planes[4] (+8): int object; ptrdiff offset (+8), pitch (+16) 24 bytes each; 104 bytes each layer
/// </code>
/// </remarks>
internal static unsafe class AvDrmDescriptor
{
    internal const int Size = 528;
    internal const int Objects = 8;
    internal const int Layers = 112;
    internal const int LayerCount = 104;
    internal const int ObjectSize = 24;
    internal const int LayerSize = 104;
    internal const int PlaneSize = 24;
    private const int Most = 4;

    /// <summary>Reads one. False, and why, when it is not what it should be.</summary>
    internal static bool TryRead(byte* descriptor, out DmaBufPicture picture, out string? why)
    {
        picture = default;
        why = null;
        int objects = descriptor == null ? 0 : *(int*)descriptor;
        int layers = descriptor == null ? 0 : *(int*)(descriptor + LayerCount);
        if (objects is < 1 or > Most || layers is < 1 or > Most)
        {
            why = $"The driver exported a surface of {objects} objects and {layers} layers.";
            return false;
        }

        for (int layer = 0; layer < layers; layer++)
        {
            byte* at = descriptor + Layers + (layer * LayerSize);
            int planes = *(int*)(at + 4);
            for (int i = 0; i < planes; i++)
            {
                byte* plane = at + 8 + (i * PlaneSize);
                if (planes > Most || !TryAdd(ref picture, layer, *(uint*)at, plane, descriptor, objects))
                {
                    why = $"The driver exported a surface whose plane {i} of layer {layer} makes no sense.";
                    return false;
                }
            }
        }

        return true;
    }

    private static bool TryAdd(ref DmaBufPicture picture, int layer, uint fourcc, byte* plane, byte* descriptor, int objects)
    {
        int index = *(int*)plane;
        long offset = *(nint*)(plane + 8);
        long pitch = *(nint*)(plane + 16);
        if (index < 0 || index >= objects || offset is < 0 or > uint.MaxValue || pitch is <= 0 or > uint.MaxValue)
        {
            return false;
        }

        byte* memory = descriptor + Objects + (index * ObjectSize);
        return picture.TryAdd(new DmaBufPlane(layer, fourcc, *(int*)memory, *(nint*)(memory + 8), (uint)offset, (uint)pitch, *(ulong*)(memory + 16)));
    }
}
