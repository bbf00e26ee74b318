using System;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// What happens when somebody needs a key frame: the stream is announced and the next frame of the stream that he watches is a key frame (nobody else's: they are large). Everybody hears the announcement at most
/// once a cool-down, because clients that answer each with another request would otherwise go round for ever; who asked always hears it.
/// </summary>
/// <remarks>Threads: any.</remarks>
internal sealed class KeyframeRoutine
{
    private readonly object _gate = new();
    private readonly SessionHub _hub;
    private readonly SceneNotices _notices;
    private readonly VideoPipeline _video;
    private readonly ServerClock _clock;
    private readonly double _cooldown;
    private double _lastAnnounced = double.NegativeInfinity;

    public KeyframeRoutine(SessionHub hub, SceneNotices notices, VideoPipeline video, ServerClock clock, TimeSpan cooldown)
    {
        _hub = hub;
        _notices = notices;
        _video = video;
        _clock = clock;
        _cooldown = cooldown.TotalSeconds;
    }

    /// <summary>Announces the stream and asks for a key frame.</summary>
    /// <param name="asker">Who asked, or null for an implicit trigger.</param>
    public void Run(StateConnection? asker)
    {
        bool everybody;
        lock (_gate)
        {
            everybody = _clock.Now - _lastAnnounced >= _cooldown;
            _lastAnnounced = everybody ? _clock.Now : _lastAnnounced;
        }

        if (everybody)
        {
            _hub.Broadcast(_notices.MakeStream(SceneNotices.Everybody));
        }
        else
        {
            asker?.Send(_notices.MakeStream(asker.Id));
        }

        _video.RequestKeyframe(asker?.Id);
    }
}
