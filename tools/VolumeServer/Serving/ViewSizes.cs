using System;
using System.Threading;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// The size of the picture, as the driver's window wants it. While a window is dragged by its corner sizes come without end, each of which would cost a new encoder:
/// only the one that stays for a moment counts. While a client of the public protocol is connected the size does not change, because there it never does;
/// it changes when that client has left.
/// </summary>
/// <remarks>Threads: any.</remarks>
internal sealed class ViewSizes : IDisposable
{
    private const int SmallestWidth = 160;
    private const int SmallestHeight = 120;

    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly VideoSettings _settings;
    private readonly Func<bool> _mayChange;
    private readonly Action<(int Width, int Height), (int Width, int Height)> _apply;
    private readonly ITimer _settled;
    private (int Width, int Height) _wanted;
    private (int Width, int Height) _applied;

    /// <param name="settings">The size to begin with, and the largest.</param>
    /// <param name="mayChange">Whether everybody who is here can follow.</param>
    /// <param name="apply">Changes the size from one to another.</param>
    /// <param name="time">The time.</param>
    public ViewSizes(VideoSettings settings, Func<bool> mayChange, Action<(int Width, int Height), (int Width, int Height)> apply, TimeProvider time)
    {
        _settings = settings;
        _mayChange = mayChange;
        _apply = apply;
        _applied = (settings.Width, settings.Height);
        _settled = time.CreateTimer(_ => Apply(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The driver's window has this size now.</summary>
    public void Ask(ViewSize size)
    {
        lock (_gate)
        {
            _wanted = (Fit(size.Width, SmallestWidth, _settings.MaxWidth), Fit(size.Height, SmallestHeight, _settings.MaxHeight));
        }

        _settled.Change(s_settle, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _settled.Dispose();

    /// <summary>Even, because chroma is halved; rounded down, so that nothing is scaled up.</summary>
    private static int Fit(int wanted, int least, int most) => Math.Clamp(wanted, least, Math.Max(least, most)) & ~1;

    private void Apply()
    {
        (int Width, int Height) from, to;
        lock (_gate)
        {
            if (_wanted == _applied)
            {
                return;
            }

            if (!_mayChange())
            {
                _settled.Change(s_later, Timeout.InfiniteTimeSpan);
                return;
            }

            from = _applied;
            to = _applied = _wanted;
        }

        _apply(from, to);
    }
}
