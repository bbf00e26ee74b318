using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// How many bits a second one viewer's path is trusted with. A queue that stands in the path for a while is answered by going below what came through;
/// without one the rate feels its way up again.
/// </summary>
/// <remarks>
/// <para>Only a queue that <i>stands</i> counts (the least delay of a window, less the least delay ever seen lately): a busy viewer's jitter is no reason
/// to take quality away. And bytes must be the reason: when fewer bytes bring no more pictures a second, the viewer is slow for another reason, so that
/// the rate is given back and left alone for a while.</para>
/// <para>Pure; times in seconds come from outside. <b>Threads</b>: one at a time.</para>
/// </remarks>
internal sealed class RateControl
{
    private const double Window = 0.4;
    private const double StandingQueue = 0.06;
    private const double StandingQueueWhenFull = 0.03;
    private const double QueueKept = 0.04;
    private const double BaseWindow = 10;
    private const double Pause = 0.6;
    private const double GrowthPeriod = 0.2;
    private const double Growth = 1.1;
    private const double Headroom = 0.9;
    private const double HelpedLeast = 0.85;
    private const double Patience = 10;

    private readonly DeliveryWindow _window = new(Window);
    private readonly double _ceiling;
    private readonly double _floor;
    private double _baseNow = double.PositiveInfinity;
    private double _baseBefore = double.PositiveInfinity;
    private double _baseSince;
    private double _decidedAt = double.NegativeInfinity;
    private double _ignoreUntil = double.NegativeInfinity;
    private double _rateBefore;
    private double _deliveredBefore;
    private bool _cut;

    public RateControl(double ceiling, double floor)
    {
        _ceiling = ceiling;
        _floor = Math.Min(floor, ceiling);
        BitsPerSecond = ceiling;
    }

    /// <summary>What the path is trusted with.</summary>
    public double BitsPerSecond { get; private set; }

    /// <summary>Bits a second that came through in the last moment.</summary>
    public double Delivered { get; private set; }

    /// <summary>Whether a queue stands in the path.</summary>
    public bool IsCongested { get; private set; }

    /// <summary>
    /// Bytes that may be on their way: while a queue stands, what keeps the path busy and little more, so that the queue goes at once and not by the rate alone.
    /// </summary>
    public double MostInFlight => IsCongested ? Delivered / 8 * (Math.Min(_baseNow, _baseBefore) + QueueKept) : double.PositiveInfinity;

    /// <summary>So many bytes were shown (or at least sent) after a delay.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="delay">From the offer to the word.</param>
    /// <param name="wasFull">Whether there was no room for another picture when the word came: more bytes would then cost pictures.</param>
    /// <param name="now">The time.</param>
    public void OnDelivered(int bytes, double delay, bool wasFull, double now)
    {
        NoteBase(delay, now);
        _window.Add(bytes, delay, now);
        (double delivered, int samples, double least) = _window.Read(now);
        Delivered = delivered;
        IsCongested = samples >= DeliveryWindow.Fewest && least - Math.Min(_baseNow, _baseBefore) > (wasFull ? StandingQueueWhenFull : StandingQueue);
        if (now < _ignoreUntil || now - _decidedAt < (IsCongested ? Pause : GrowthPeriod))
        {
            return;
        }

        if (IsCongested)
        {
            Lower(delivered, now);
        }
        else if (!wasFull && delivered > BitsPerSecond / 3 && now - _decidedAt >= GrowthPeriod)
        {
            _decidedAt = now;
            _cut &= BitsPerSecond < _rateBefore;
            BitsPerSecond = Math.Min(_ceiling, BitsPerSecond * Growth);
        }
    }

    /// <summary>Something else fills the path now (a lossless still): what came lately says nothing about what comes after it.</summary>
    public void Forget() => _window.Clear();

    private void Lower(double delivered, double now)
    {
        if (_cut && delivered < HelpedLeast * _deliveredBefore && now - _decidedAt < 4 * Pause)
        {
            // As many pictures as before, each smaller, and still late: bytes were not what held them up.
            BitsPerSecond = _rateBefore;
            _cut = false;
            _ignoreUntil = now + Patience;
            return;
        }

        _rateBefore = BitsPerSecond;
        _deliveredBefore = delivered;
        _cut = true;
        _decidedAt = now;
        BitsPerSecond = Math.Clamp(Headroom * Math.Min(delivered, BitsPerSecond), _floor, _ceiling);
    }

    /// <summary>The least delay of the last five to ten seconds; routes change, so it is forgotten in time.</summary>
    private void NoteBase(double delay, double now)
    {
        if (now - _baseSince > BaseWindow / 2)
        {
            (_baseBefore, _baseNow, _baseSince) = (_baseNow, delay, now);
        }

        _baseNow = Math.Min(_baseNow, delay);
    }
}
