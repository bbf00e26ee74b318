using System;
using System.IO;
using System.Text;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Recording;

namespace Fathom.Bench.Client;

/// <summary>What do the flight recorder and a recording cost the network loop, for each frame of 30 kB and its two state messages?</summary>
[BenchmarkCategory(AllocationGate.Category, "Protocol")]
public class WireRecording : IDisposable
{
    private readonly byte[] _frame = new byte[30_000];
    private readonly byte[] _text = Encoding.UTF8.GetBytes("{\"delta_token\":\"" + new string('t', 300) + "\",\"payload\":{\"step\":[0,12,0,0]}}");
    private readonly FlightRecorder _flight = new(32 << 20);
    private readonly RecordingTap _recording = new(Stream.Null, new RecordingSettings("nowhere") { MaxBytes = long.MaxValue }, "{}", TimeProvider.System, static _ => { });
    private long _at;

    [GlobalSetup]
    public void Fill()
    {
        // Steady state: the ring is full, and each message makes room for itself.
        for (int i = 0; i < 3000; i++)
        {
            Remember();
            HandOver();
        }
    }

    [Benchmark]
    public void Remember() => Tell(_flight);

    [Benchmark]
    public void HandOver() => Tell(_recording);

    [GlobalCleanup]
    public void Dispose()
    {
        _recording.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Tell(IWireTap tap)
    {
        _at++;
        tap.OnPixel(_frame, withView: true, _at);
        tap.OnStateSent(_text, _at);
        tap.OnStateReceived(_text, null, _at);
    }
}
