using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Where pictures that were asked for go: the pixel sockets of a session that take stills, and those that take nothing else.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class AnswerSockets
{
    private readonly Func<IEnumerable<PixelViewer>> _watching;
    private ImmutableList<PixelViewer> _askedOnly = [];

    /// <param name="watching">Those who watch a stream and take stills as well.</param>
    public AnswerSockets(Func<IEnumerable<PixelViewer>> watching) => _watching = watching;

    /// <summary>Sockets that take no video.</summary>
    public IReadOnlyList<PixelViewer> AskedOnly => _askedOnly;

    /// <summary>One that takes nothing else begins.</summary>
    public PixelViewer Add(PixelViewer viewer)
    {
        ImmutableInterlocked.Update(ref _askedOnly, static (all, one) => all.Add(one), viewer);
        return viewer;
    }

    /// <summary>A socket has gone.</summary>
    public void Remove(PixelViewer viewer) => ImmutableInterlocked.Update(ref _askedOnly, static (all, one) => all.Remove(one), viewer);

    /// <summary>Whether a pixel socket of this session takes stills.</summary>
    public bool Has(string session) => Of(session).Any();

    /// <summary>Whether one more picture should be drawn for this session: too many wait for its sockets otherwise. Without a socket it is refused when it is drawn.</summary>
    public bool MayBeSent(string session) => Of(session).All(static viewer => viewer.HasRoomForAnswers);

    /// <summary>Sends a picture to the pixel sockets of one session; false when it has none that takes stills, or too many wait there.</summary>
    public bool TrySend(string session, EncodedFrame still)
    {
        bool sent = false;
        foreach (PixelViewer viewer in Of(session))
        {
            sent |= viewer.TryAnswer(still);
        }

        return sent;
    }

    private IEnumerable<PixelViewer> Of(string session) => _askedOnly.Concat(_watching()).Where(viewer => viewer.Traits.Session == session);
}
