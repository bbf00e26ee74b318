using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Decode.Native.FFmpeg;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Decode.Local;

/// <summary>Decodes image files, one packet each; a decoder for each kind is opened when the first of its kind comes.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed unsafe class ImageDecoder : IDisposable
{
    private const long LargestFile = 512L << 20;

    private readonly Dictionary<string, LocalDecoder> _decoders = [];
    private byte[] _bytes = [];
    private byte* _packet = LibAvCodec.av_packet_alloc();
    private string _last = "";

    /// <summary>Decodes a file. Null when <see cref="Picture"/> holds it now, else why not.</summary>
    internal string? Decode(string path)
    {
        try
        {
            // Looked at before it is opened: a pipe, which has no length, would wait for a writer.
            long length = new FileInfo(path).Length;
            if (length is 0 or > LargestFile)
            {
                return length == 0 ? "It is empty." : $"It is larger than {LargestFile >> 20} MiB.";
            }

            using SafeFileHandle file = File.OpenHandle(path);
            length = Math.Min(RandomAccess.GetLength(file), LargestFile);

            int size = Fill(file, (int)length);
            return ImageHeader.DecoderFor(_bytes.AsSpan(0, size)) is { } name ? Decode(name, size) : "It is no PNG, JPEG, TIFF or BMP image.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    /// <summary>The picture of the last file, until <see cref="Release"/>.</summary>
    internal AvFrameRef Picture => _decoders[_last].Picture;

    /// <summary>Whether the decoder complained about that file and gave a picture all the same.</summary>
    internal bool IsSuspect { get; private set; }

    /// <summary>Lets it go.</summary>
    internal void Release()
    {
        if (_decoders.TryGetValue(_last, out LocalDecoder? decoder))
        {
            decoder.Release();
        }
    }

    public void Dispose()
    {
        byte* packet = _packet;
        _packet = null;
        if (packet != null)
        {
            LibAvCodec.av_packet_free(&packet);
        }

        foreach (LocalDecoder decoder in _decoders.Values)
        {
            decoder.Dispose();
        }

        _decoders.Clear();
    }

    private int Fill(SafeFileHandle file, int length)
    {
        // Decoders read whole words: room, and zeros, behind the last byte.
        if (_bytes.Length < length + NativeBuffer.Padding)
        {
            _bytes = new byte[Math.Max(length + NativeBuffer.Padding, Math.Min(_bytes.Length * 2L, LargestFile))];
        }

        int filled = 0;
        while (filled < length)
        {
            int got = RandomAccess.Read(file, _bytes.AsSpan(filled, length - filled), filled);
            if (got == 0)
            {
                break;
            }

            filled += got;
        }

        _bytes.AsSpan(filled, NativeBuffer.Padding).Clear();
        return filled;
    }

    private string? Decode(string name, int size)
    {
        if (!_decoders.TryGetValue(name, out LocalDecoder? decoder))
        {
            decoder = LocalDecoder.OpenNamed(name);
            _decoders.Add(name, decoder);
        }

        _last = name;
        decoder.Flush();
        AvLog.Forget();
        fixed (byte* bytes = _bytes)
        {
            // The packet has no buffer of its own: the decoder takes a copy before the call is over.
            *(byte**)(_packet + AvLayout.PacketData) = bytes;
            *(int*)(_packet + AvLayout.PacketSize) = size;

            // A PNG that is no key is what is to be added to the one before.
            *(int*)(_packet + AvLayout.PacketFlags) = 1;
            int result = decoder.Send(_packet);
            *(byte**)(_packet + AvLayout.PacketData) = null;
            *(int*)(_packet + AvLayout.PacketSize) = 0;
            _ = decoder.Send(null);
            result = result < 0 ? result : decoder.Receive();
            IsSuspect = decoder.HasNewErrors();
            return result < 0 ? $"It is damaged: {(AvLog.LastWords is { Length: > 0 } words ? words : AvError.Text(result))}" : null;
        }
    }
}
