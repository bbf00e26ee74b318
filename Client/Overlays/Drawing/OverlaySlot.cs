using System;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>One overlay of a run: its thread, what was placed, and what is drawn of it with each picture.</summary>
/// <remarks>Threads: main thread. Ownership: of its thread and its texture.</remarks>
internal sealed class OverlaySlot : IDrawn, IDisposable
{
    /// <summary>A picture with a frame that is wrong for longer than this would be a lie.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly OverlayTools _tools;
    private VideoLayer? _video;
    private TracksLayer? _tracks;
    private FramePlan _plan = new();
    private bool _wasDrawn;
    private long _lateSince;

    /// <summary>Begins one.</summary>
    public OverlaySlot(OverlaySpec spec, OverlayTools tools)
    {
        _tools = tools;
        Item = new OverlayItem(spec);
        Worker = tools.Start(Desk);
    }

    /// <summary>What others see of it.</summary>
    public OverlayItem Item { get; }

    /// <summary>What its thread is to do and has done.</summary>
    public OverlayDesk Desk { get; } = new();

    /// <summary>Its thread.</summary>
    public IOverlayThread Worker { get; }

    /// <summary>The last order that was given.</summary>
    public int Orders { get; private set; }

    /// <summary>Whether what was placed belongs to the scene that is shown.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Whether there is a place for it, in this scene or the one before.</summary>
    public bool HasPlace => _video is not null || _tracks is not null;

    /// <summary>Until when a frame that is wrong by now may be drawn; null while the right one is.</summary>
    public long? LateUntil => _wasDrawn && Item.IsLate ? _lateSince + (long)(Patience.TotalSeconds * _tools.Time.TimestampFrequency) : null;

    /// <summary>Whether what comes of its next place is told by the item alone, since somebody is looking at that while he changes it.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Whether somebody else draws it for now.</summary>
    public bool IsHeld { get; set; }

    private bool IsSeen => IsPlaced && !IsHeld && Item is { Error: null, Spec.Visible: true };

    /// <summary>Gives its thread the order to place it.</summary>
    public void Order(SceneFacts? scene, VideoOrigin? origin)
    {
        Item.Error = null;
        Desk.Place(new PlaceOrder(Item.Spec, scene, origin, ++Orders));
    }

    /// <summary>Takes a place over.</summary>
    public void Place(PlaceAnswer answer)
    {
        Item.Reader = answer.Reader;
        Item.Error = answer.Error;
        Item.Warnings = answer.Placed?.Warnings ?? [];
        Item.Aligned = (answer.Placed as PlacedVideo)?.Video;
        Item.Tracks = answer.Placed as PlacedTracks;
        Item.FollowsTime = Item.Tracks?.FollowsTime ?? Item.Aligned?.Alignment is not null;
        IsPlaced = answer.Placed is not null;
        _plan = new FramePlan();
        switch (answer.Placed)
        {
            case PlacedVideo placed:
                Adopt(placed.Video, answer.Reader!);
                break;
            case PlacedTracks placed:
                _tracks = new TracksLayer(placed);
                break;
            default:
                Drop();
                break;
        }

        Restyle();
    }

    /// <summary>Takes over opacity and order, which need no new place.</summary>
    public void Restyle()
    {
        if (_video is not null && Item.Spec is VideoOverlaySpec video)
        {
            _video.Spec = video;
        }

        if (_tracks is not null && Item.Spec is TracksOverlaySpec tracks)
        {
            _tracks.Spec = tracks;
        }
    }

    /// <summary>Tells its thread which frames come soon.</summary>
    /// <param name="look">What the picture shows.</param>
    /// <param name="asked">Where the scene's time axis was asked to go.</param>
    /// <returns>Whether a frame has come that the picture on the screen waits for, or waits no longer for.</returns>
    public bool Prepare(in SceneLook look, int asked)
    {
        if (_video is not { } layer || Item.Aligned is not { } aligned)
        {
            return false;
        }

        int wanted = WantedAt(look);
        if (!IsSeen)
        {
            _plan.Tell(Desk, TimeIndex.None, true, []);
            return false;
        }

        Span<int> ahead = stackalloc int[FrameWish.MostAhead];
        int count = _plan.Ahead(aligned.Alignment, look.SceneFrame, asked, wanted, ahead);
        bool isThere = wanted == TimeIndex.None || layer.Frame == wanted;
        _plan.Tell(Desk, wanted, isThere, ahead[..count]);
        bool hasCome = !isThere && look.IsFlat && Desk.Has(wanted);
        bool isOver = Item.IsLate && _wasDrawn && (Desk.IsUndecodable(wanted) || _tools.Time.GetElapsedTime(_lateSince) >= Patience);
        return hasCome || isOver;
    }

    /// <summary>It cannot be shown.</summary>
    public void Fail(FathomException error)
    {
        Orders++;
        (Item.Error, Item.Phase, Item.Tracks, IsPlaced) = (error, OverlayPhase.Failed, null, false);
        Drop();
    }

    /// <inheritdoc/>
    public void Draw(in ViewTransform view)
    {
        SceneLook look = _tools.Look();
        bool canBeDrawn = IsSeen && look.IsFlat && view.Width > 0;
        Item.IsApproximate = look.IsApproximate;
        if (!canBeDrawn)
        {
            Rest();
            return;
        }

        Affine2 map = view.ToAffine() * look.WorldToPicture;
        PictureArea clip = _tools.ClipOf(view);
        if (_tracks is { } tracks)
        {
            Item.WantedFrame = Item.ShownFrame = Item.FollowsTime ? look.SceneFrame : Item.FrameByHand;
            ShapeCanvas canvas = _tools.Canvas;
            canvas.Begin();
            tracks.Draw(canvas, map, Item.ShownFrame, clip, _tools.Scale);
            canvas.End();
            return;
        }

        try
        {
            if (_video is { } layer && Choose(layer, look))
            {
                layer.Draw(map, clip);
            }
        }
        catch (FathomException error)
        {
            // The driver takes no picture of that size: this overlay ends, not the run.
            Fail(error);
        }
    }

    /// <summary>Ends its thread without waiting for it, and deletes its texture.</summary>
    public void Dispose()
    {
        Desk.RequestStop();
        Drop();
    }

    /// <summary>The frame that belongs to a picture.</summary>
    private int WantedAt(in SceneLook look) => Item.Aligned is { } aligned && Item.Reader is { } reader
        ? PlacedVideo.FrameAt(aligned, reader.FrameCount, look.SceneFrame, Item.FrameByHand)
        : TimeIndex.None;

    /// <summary>Brings the right frame into the texture, or decides what is drawn without it. False for nothing.</summary>
    private bool Choose(VideoLayer layer, in SceneLook look)
    {
        int wanted = Item.WantedFrame = WantedAt(look);
        if (wanted == TimeIndex.None)
        {
            Rest(wanted);
            return false;
        }

        if (layer.Frame == wanted || layer.TryShow(wanted) || TryTake(layer, wanted))
        {
            (Item.ShownFrame, Item.IsLate, _lateSince, _wasDrawn) = (wanted, false, 0, true);
            return true;
        }

        // It is still being decoded, or it cannot be. The loop may sleep after this picture: the thread is told now.
        _plan.Tell(Desk, wanted, false, []);
        _lateSince = _lateSince == 0 ? _tools.Time.GetTimestamp() : _lateSince;
        Item.IsLate = true;
        Item.LateCount++;
        bool mayStay = _wasDrawn && layer.Frame != TimeIndex.None && !Desk.IsUndecodable(wanted) && _tools.Time.GetElapsedTime(_lateSince) < Patience;
        _wasDrawn = mayStay;
        Item.ShownFrame = mayStay ? layer.Frame : TimeIndex.None;
        return mayStay;
    }

    private bool TryTake(VideoLayer layer, int wanted)
    {
        if (!Desk.TryTake(wanted, out LocalFrame picture))
        {
            return false;
        }

        using (picture)
        {
            return layer.Show(picture);
        }
    }

    /// <summary>Nothing is drawn: what was drawn before is no stand-in for what comes after.</summary>
    private void Rest(int wanted = TimeIndex.None)
    {
        (Item.ShownFrame, Item.WantedFrame, Item.IsLate, _lateSince, _wasDrawn) = (TimeIndex.None, wanted, false, 0, false);
    }

    private void Adopt(AlignedVideo video, OverlayVideoReader reader)
    {
        if (_video is { } layer && ReferenceEquals(layer.Reader, reader))
        {
            layer.Video = video;
            return;
        }

        Drop();
        _video = new VideoLayer(_tools.Painter, video, reader);
    }

    private void Drop()
    {
        _video?.Dispose();
        (_video, _tracks) = (null, null);
        Rest();
    }
}
