using System;
using System.Collections.Immutable;
using System.IO;
using System.IO.MemoryMappedFiles;
using Fathom.Decode.Arrays;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>A NumPy file as it lies on the disk, mapped into memory: only the pages that somebody asks for are ever read.</summary>
/// <remarks>Threads: any may read. Ownership: owns the mapping. A file that is cut off while it is mapped ends the process; nothing can be done about that.</remarks>
internal sealed class NpyArray : IFieldSource
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly NpyHeader _header;
    private readonly NpySample _sample;
    private readonly ImmutableArray<long> _strides;

    private NpyArray(NpyHeader header, NpySample sample, MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        _header = header;
        _sample = sample;
        _file = file;
        _view = view;
        _strides = StridesOf(header, sample);
    }

    public ImmutableArray<int> Shape => _header.Shape;

    public SampleType Sample => _sample.Type;

    /// <summary>Frames along the first axis; an array without axes has one.</summary>
    public int FrameCount => Shape.IsEmpty ? 1 : Shape[0];

    public static NpyArray Open(string path)
    {
        try
        {
            // Looked at before it is opened: opening a pipe, which has no length, would wait for a writer.
            var info = new FileInfo(path);
            if (((FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true) ?? info) is { Exists: true, Length: 0 })
            {
                throw new FathomException(ExitCode.Usage, $"Cannot open {path}.", "It is empty, or no file but a pipe or a device.", "Check the path.");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            NpyHeader header = NpyHeader.Read(file, path);
            NpySample sample = NpySample.Require(header, path);
            header.CheckSize(sample.Bytes, file.Length, path);
            var mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return new NpyArray(header, sample, mapped, mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot open {path}.", error.Message, "Check the path and who may read it.", error);
        }
    }

    public void Read(ReadOnlySpan<int> origin, ReadOnlySpan<int> size, ReadOnlySpan<int> stride, Span<byte> destination)
    {
        int axes = Shape.Length, run = _header.FortranOrder ? 0 : axes - 1;
        Span<long> steps = stackalloc long[axes];
        Span<int> counts = stackalloc int[axes];
        Span<int> at = stackalloc int[axes];
        long step = Sample.Bytes(), start = _header.DataOffset;
        for (int axis = axes - 1; axis >= 0; axis--)
        {
            counts[axis] = (int)(((long)size[axis] + stride[axis] - 1) / stride[axis]);
            steps[axis] = step;
            step *= counts[axis];
            start += origin[axis] * _strides[axis];
            at[axis] = 0;
        }

        var reader = new NpyRunReader(_view.SafeMemoryMappedViewHandle, _sample, counts[run], stride[run], (int)steps[run]);
        while (true)
        {
            long from = start, to = 0;
            for (int axis = 0; axis < axes; axis++)
            {
                from += (long)at[axis] * stride[axis] * _strides[axis];
                to += at[axis] * steps[axis];
            }

            reader.Read(from, destination[(int)to..]);
            int next = axes - 1;
            while (next >= 0 && (next == run || ++at[next] == counts[next]))
            {
                at[next--] = 0;
            }

            if (next < 0)
            {
                return;
            }
        }
    }

    public void ReadFrame(int frame, Span<byte> destination)
    {
        int[] origin = new int[Shape.Length], size = [.. Shape], stride = new int[Shape.Length];
        Array.Fill(stride, 1);
        (origin[0], size[0]) = (frame, 1);
        Read(origin, size, stride, destination);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static ImmutableArray<long> StridesOf(NpyHeader header, NpySample sample)
    {
        long[] strides = new long[header.Shape.Length];
        long step = sample.Bytes;
        for (int i = 0; i < strides.Length; i++)
        {
            int axis = header.FortranOrder ? i : strides.Length - 1 - i;
            strides[axis] = step;
            step *= header.Shape[axis];
        }

        return [.. strides];
    }
}
