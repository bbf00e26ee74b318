using System;
using System.Collections.Generic;
using System.Globalization;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Recording;
using Xunit;

namespace Fathom.Client.Tests.Recording;

/// <summary>Plays a recording under a virtual clock: units come when they came, decoding takes two milliseconds, the screen refreshes 60 times a second.</summary>
internal sealed class RecordingPlayer : IDisposable
{
    private const double Refresh = 1 / 60.0;
    private const double DecodeTime = 0.002;

    private readonly FakeTime _time = new();
    private readonly LeaseLedger _ledger = new(LeaseLimits.DefaultCap, "recording");
    private readonly NativeBufferPool _pool = new();
    private readonly PresenterQueue _presenter;
    private readonly DropCounters _drops = new();
    private readonly FfmpegDecoder _decoder;
    private readonly double _origin;

    internal RecordingPlayer(PresenterPolicy policy)
    {
        _presenter = new PresenterQueue(new PresenterOptions { Policy = policy }, _drops);
        _decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger, Time = _time, Threads = 1 });
        _origin = Now;
    }

    /// <summary>What the presenter decided: one line for each refresh that showed a picture, and the drops.</summary>
    internal List<string> Decisions { get; } = [];

    private double Now => _time.GetTimestamp() / 1e6;

    /// <summary>Plays all of it. <paramref name="onShown"/> sees each picture that is shown, with its renderer role.</summary>
    internal void Play(RecordingReader reader, Action<FrameLease> onShown)
    {
        bool any = reader.TryRead(out RecordedMessage message);
        for (int refresh = 0; any || _presenter.Count > 0; refresh++)
        {
            double now = refresh * Refresh;
            while (any && message.Time.TotalSeconds <= now - DecodeTime)
            {
                Receive(message);
                any = reader.TryRead(out message);
            }

            MoveTo(now);
            if (_presenter.TryTake(Now, out FrameLease lease))
            {
                Show(refresh, lease, onShown);
            }
        }

        Assert.Equal(RecordingEnd.Complete, reader.End);
        for (DropReason reason = DropReason.Superseded; reason <= DropReason.DecodeError; reason++)
        {
            Decisions.Add($"{DropCounters.Names[(int)reason]} {_drops[reason].ToString(CultureInfo.InvariantCulture)}");
        }
    }

    public void Dispose()
    {
        _presenter.Clear(DropReason.Stopped);
        _decoder.Dispose();
        _pool.Dispose();
    }

    private void MoveTo(double seconds) => _time.Advance(Math.Max(0, _origin + seconds - Now));

    private void Receive(in RecordedMessage message)
    {
        if (message.Kind != RecordKind.PixelWithView)
        {
            return;
        }

        MoveTo(message.Time.TotalSeconds);
        double arrived = Now;
        ReadOnlySpan<byte> bytes = message.Payload.Span;
        Assert.True(PixelMessage.TryParse(bytes, viewNegotiated: true, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out _));
        NativeBuffer buffer = _pool.Rent(bytes.Length);
        bytes.CopyTo(buffer.GetSpan());
        buffer.Length = bytes.Length;
        var unit = new EncodedUnit { Buffer = buffer, Offset = offset, Length = bytes.Length - offset, Header = header, HasView = hasView, View = view, LastByteTicks = _time.GetTimestamp() };
        Assert.True(UnitPreparation.TryPrepare(ref unit, header.IsKeyframe));
        Assert.Equal(SubmitResult.Accepted, _decoder.Submit(unit));
        MoveTo(message.Time.TotalSeconds + DecodeTime);
        while (_decoder.TryReceive(out FrameLease lease) == ReceiveResult.Frame)
        {
            lease.Acquire(LeaseRole.Presenter);
            lease.Release(LeaseRole.Decoder);
            _presenter.Offer(lease, arrived, Now);
        }
    }

    private void Show(int refresh, FrameLease lease, Action<FrameLease> onShown)
    {
        FrameInfo info = lease.Info;
        Decisions.Add(string.Create(CultureInfo.InvariantCulture, $"{refresh} shows {info.Sequence} z={info.View.Step[1]} r={info.View.Revision}"));
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Presenter);
        onShown(lease);
    }
}
