using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Decode;
using Fathom.Decode.Media;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Compare;

/// <summary>FFmpeg's program as people put it between a stream and their own program: units into a pipe, raw pictures out of another. How many pictures
/// does it keep to itself, and how long after a unit comes one?</summary>
/// <remarks>The units go in as IVF, which says where each ends; with bare H.264 it would have to wait for the next one's start to know.</remarks>
internal sealed class FfmpegPipe : IDisposable
{
    /// <summary>It looks at so much of a stream before the first picture comes out.</summary>
    private const int Held = 90;
    private const int Timed = 15;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ComparedClip _clip;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _arrived = new(0);

    private Thread? _reader;

    private FfmpegPipe(ComparedClip clip, TimeProvider time)
    {
        _clip = clip;
        _time = time;
    }

    /// <summary>What it was found to do, in words; null when it did not run.</summary>
    public static string? Describe(ComparedClip clip, TimeProvider time)
    {
        string[] arguments = ["-hide_banner", "-loglevel", "error", "-threads", "1", "-flags", "low_delay", "-f", "ivf", "-i", "pipe:0", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-flush_packets", "1", "pipe:1"];
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        arguments.ToList().ForEach(start.ArgumentList.Add);
        using Process? process = Process.Start(start);
        if (process is null)
        {
            return null;
        }

        using var pipe = new FfmpegPipe(clip, time);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            return pipe.Feed(process);
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    /// <summary>The program has ended, so the reader comes to its end.</summary>
    public void Dispose()
    {
        _reader?.Join();
        _arrived.Dispose();
    }

    private string? Feed(Process process)
    {
        List<byte[]> units = Units(_clip.Path, Held + Timed);
        Stream output = process.StandardOutput.BaseStream;
        _reader = new Thread(() => Count(output)) { Name = "bench-pipe", IsBackground = true };
        _reader.Start();
        Stream input = process.StandardInput.BaseStream;
        input.Write(Head(units.Count));
        for (int i = 0; i < Held; i++)
        {
            Write(input, units[i], i);
        }

        int came = 0;
        while (_arrived.Wait(came == 0 ? s_patience : s_quiet))
        {
            came++;
        }

        var times = new List<double>();
        for (int i = Held; i < units.Count; i++)
        {
            long fed = _time.GetTimestamp();
            Write(input, units[i], i);
            if (!_arrived.Wait(s_patience))
            {
                return null;
            }

            times.Add(_time.GetElapsedTime(fed).TotalMilliseconds);
        }

        double middle = Pipeline.PairedRuns.Median(times);
        return FormattableString.Invariant(
            $"between two pipes, with low_delay and one thread, it holds {Held - came} picture(s) back: a unit's own picture comes {Held - came} unit(s) later ({(Held - came) * 1000 / 60.0:0} ms at 60 a second), {middle:0.0} ms after that unit; nothing is drawn");
    }

    private void Count(Stream pictures)
    {
        byte[] room = new byte[1 << 20];
        long bytes = 0, size = _clip.Width * (long)_clip.Height * 3 / 2;
        for (int read = pictures.Read(room); read > 0; read = pictures.Read(room))
        {
            int before = (int)(bytes / size);
            bytes += read;
            if ((int)(bytes / size) is var now && now > before)
            {
                _arrived.Release(now - before);
            }
        }
    }

    private byte[] Head(int units)
    {
        byte[] head = new byte[32];
        "DKIF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(6), 32);
        "H264"u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(12), (short)_clip.Width);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(14), (short)_clip.Height);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 60);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(20), 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), units);
        return head;
    }

    private static void Write(Stream input, byte[] unit, long index)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, unit.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head[4..], index);
        input.Write(head);
        input.Write(unit);
        input.Flush();
    }

    private static List<byte[]> Units(string path, int count)
    {
        using var file = MediaFile.Open(path);
        using var pool = new NativeBufferPool();
        var reader = new MediaUnitReader(file, file.RequireVideo(), pool);
        var units = new List<byte[]>();
        while (units.Count < count && reader.TryRead(out EncodedUnit unit) == MediaReadResult.Packet)
        {
            byte[] bytes = unit.Payload.ToArray();
            unit.Buffer.Return();
            NalFormat.TryAvccToAnnexBInPlace(bytes, out int length);
            units.Add(bytes[..length]);
        }

        return units;
    }
}
