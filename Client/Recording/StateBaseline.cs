using System;
using System.Buffers.Binary;

namespace Fathom.Client.Recording;

/// <summary>What one who comes later must hear first: the last message of each part of the state. Its memory is used again and again.</summary>
/// <remarks>Threads: one at a time; its owner serialises.</remarks>
internal sealed class StateBaseline
{
    /// <summary>Changes of layers and camera add up; older ones than this holds are forgotten.</summary>
    private const int MostOfOne = 512 << 10;

    private static readonly BaselinePart[] s_order = Enum.GetValues<BaselinePart>();

    private readonly byte[][] _memory = Array.ConvertAll(s_order, static _ => Array.Empty<byte>());
    private readonly int[] _used = new int[s_order.Length];

    /// <summary>Takes over a message.</summary>
    public void Keep(BaselinePart part, ReadOnlySpan<byte> text)
    {
        switch (part)
        {
            case BaselinePart.None:
                return;
            case BaselinePart.Session:
                Array.Clear(_used);
                break;
            case BaselinePart.Scene:
                _used[(int)BaselinePart.Layers] = _used[(int)BaselinePart.Camera] = _used[(int)BaselinePart.Dims] = 0;
                break;
        }

        bool adds = part is BaselinePart.Layers or BaselinePart.Camera;
        int at = adds && _used[(int)part] + text.Length + sizeof(int) <= MostOfOne ? _used[(int)part] : 0;
        int end = at + sizeof(int) + text.Length;
        ref byte[] memory = ref _memory[(int)part];
        if (memory.Length < end)
        {
            Array.Resize(ref memory, Math.Max(end, memory.Length * 2));
        }

        BinaryPrimitives.WriteInt32LittleEndian(memory.AsSpan(at), text.Length);
        text.CopyTo(memory.AsSpan(at + sizeof(int)));
        _used[(int)part] = end;
    }

    /// <summary>Gives all messages, in the order in which a viewer wants them.</summary>
    public void Tell(Action<byte[]> hear)
    {
        foreach (BaselinePart part in s_order)
        {
            ReadOnlySpan<byte> memory = _memory[(int)part].AsSpan(0, _used[(int)part]);
            while (!memory.IsEmpty)
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(memory);
                hear(memory.Slice(sizeof(int), length).ToArray());
                memory = memory[(sizeof(int) + length)..];
            }
        }
    }
}
