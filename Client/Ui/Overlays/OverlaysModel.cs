using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What the user does with overlays: choose one, add files, change values, remove and bring back.</summary>
/// <remarks>Threads: main thread. What fails is said in a notice and changes nothing.</remarks>
internal sealed class OverlaysModel
{
    private readonly UiNotices _notices;
    private readonly OverlayAdditions _additions;
    private readonly HashSet<string> _fresh = new(StringComparer.Ordinal);
    private readonly List<string> _settled = [];
    private (OverlaySpec Spec, int Index)? _removed;
    private string? _chosen;
    private int _version;

    /// <summary>Creates the model over a run's overlays.</summary>
    /// <param name="stack">The overlays.</param>
    /// <param name="notices">Where it is said what went wrong.</param>
    /// <param name="start">Where the file dialog begins.</param>
    /// <param name="home">What ~ means there; null for nothing.</param>
    /// <param name="wake">Wakes the main thread. Any thread.</param>
    public OverlaysModel(IOverlayStack stack, UiNotices notices, string start, string? home, Action wake)
    {
        Stack = stack;
        _notices = notices;
        _additions = new OverlayAdditions(wake);
        Files = new LocalFilesModel(start, home, path => Add([path]), wake);
    }

    /// <summary>The overlays.</summary>
    public IOverlayStack Stack { get; }

    /// <summary>The folders of this machine.</summary>
    public LocalFilesModel Files { get; }

    /// <summary>Opens the wizard for a video; null where there is none.</summary>
    public Action<VideoOverlaySpec>? Calibrate { get; set; }

    /// <summary>The overlay whose controls are shown; null where a layer is chosen.</summary>
    public OverlayItem? Chosen
    {
        get
        {
            for (int i = 0; _chosen is not null && i < Stack.Items.Count; i++)
            {
                if (Stack.Items[i].Spec.Id == _chosen)
                {
                    return Stack.Items[i];
                }
            }

            return null;
        }
    }

    /// <summary>The overlay whose uncovered part is outlined on the picture; null for none. Said anew in every pass.</summary>
    public OverlayItem? Outlined { get; set; }

    /// <summary>Chooses an overlay; null to leave it to the layers.</summary>
    public void Choose(OverlayItem? item) => _chosen = item?.Spec.Id;

    /// <summary>Adds what was let fall on the window.</summary>
    public void Drop(DroppedFiles? dropped)
    {
        if (dropped is null || dropped.Paths.IsEmpty)
        {
            _notices.Say("What was dropped is no file of this machine.", isBad: true);
            return;
        }

        if (dropped.LeftOut > 0)
        {
            _notices.Say($"{dropped.LeftOut} of the dropped files were left out: {dropped.Paths.Length} at a time.", isBad: true);
        }

        Add(dropped.Paths);
    }

    /// <summary>Adds files. They are looked at in the background.</summary>
    public void Add(ImmutableArray<string> paths) => _additions.Begin(paths, Stack.Specs);

    /// <summary>Gives an overlay other values.</summary>
    public void Change(OverlaySpec spec) => Try(() => Stack.Replace(spec));

    /// <summary>Moves an overlay up (1) or down (−1).</summary>
    public void Shift(OverlayItem item, int by)
    {
        int index = IndexOf(item) + by;
        if (index >= 0 && index < Stack.Items.Count)
        {
            Stack.Move(item.Spec.Id, index);
        }
    }

    /// <summary>Removes an overlay; it can be brought back.</summary>
    public void Remove(OverlayItem item)
    {
        int index = IndexOf(item);
        _removed = (item.Spec, index);
        Stack.Remove(item.Spec.Id);
        if (_chosen == item.Spec.Id)
        {
            _chosen = Stack.Items.Count == 0 ? null : Stack.Items[Math.Clamp(index, 0, Stack.Items.Count - 1)].Spec.Id;
        }

        _notices.Offer($"'{item.Spec.Id}' is removed.", "Undo", () => Undo());
    }

    /// <summary>Brings the overlay that was removed last back to where it was. False when there is none.</summary>
    public bool Undo()
    {
        if (_removed is not { } removed)
        {
            return false;
        }

        Try(() =>
        {
            Stack.Add(removed.Spec);
            Stack.Move(removed.Spec.Id, removed.Index);
            (_chosen, _removed) = (removed.Spec.Id, null);
            _notices.Say($"'{removed.Spec.Id}' is back.");
        });
        return true;
    }

    /// <summary>Takes what was looked at meanwhile, and what became of overlays that were added here. True when something changed.</summary>
    public bool Drain()
    {
        bool isNews = Files.Drain();
        while (_additions.TryTake(out OverlayAddition? addition))
        {
            isNews = true;
            Take(addition);
        }

        if (_version != Stack.Version)
        {
            isNews = true;
            Settle();
            _version = Stack.Version;
        }

        return isNews;
    }

    /// <summary>The place of an overlay in the list, 0 for the lowest.</summary>
    public int IndexOf(OverlayItem item)
    {
        for (int i = 0; i < Stack.Items.Count; i++)
        {
            if (ReferenceEquals(Stack.Items[i], item))
            {
                return i;
            }
        }

        return -1;
    }

    private void Take(OverlayAddition addition)
    {
        foreach (OverlaySpec spec in addition.Specs)
        {
            if (!Try(() => Stack.Add(spec)))
            {
                break;
            }

            _fresh.Add(spec.Id);
            _chosen = spec.Id;
        }

        if (addition.Calibration is { } calibration)
        {
            Give(calibration);
        }

        if (addition.Error is { } error)
        {
            _notices.Say(error, isBad: true);
        }
    }

    /// <summary>A calibration that was added alone is for the video that is chosen, or for the only one that there is.</summary>
    private void Give(string calibration)
    {
        VideoOverlaySpec? only = null;
        int videos = 0;
        foreach (OverlayItem item in Stack.Items)
        {
            only = item.Spec is VideoOverlaySpec video ? video : only;
            videos += item.Spec is VideoOverlaySpec ? 1 : 0;
        }

        if ((Chosen?.Spec as VideoOverlaySpec ?? (videos == 1 ? only : null)) is not { } target)
        {
            _notices.Say($"{Path.GetFileName(calibration)} is a calibration. {(videos == 0 ? "There is no video yet: add it first." : "Choose the video that it is for, and add it again.")}", isBad: true);
        }
        else if (Try(() => Stack.Replace(target with { CalibrationPath = calibration })))
        {
            _notices.Say($"'{target.Id}' is laid in its place by {Path.GetFileName(calibration)}.");
        }
    }

    /// <summary>What became of the overlays that were added here, once each.</summary>
    private void Settle()
    {
        _settled.Clear();
        foreach (string id in _fresh)
        {
            if (Stack.Find(id) is not { Phase: OverlayPhase.Opening })
            {
                _settled.Add(id);
            }
        }

        foreach (string id in _settled)
        {
            _fresh.Remove(id);
            if (Stack.Find(id) is { } item)
            {
                Settle(item);
            }
        }
    }

    private void Settle(OverlayItem item)
    {
        if (item is { Phase: OverlayPhase.Failed, Error: { } error })
        {
            // A file that no reader takes would only stand in the way; one that has no place yet can be mended.
            if (item.Spec is VideoOverlaySpec && item.Reader is null)
            {
                Stack.Remove(item.Spec.Id);
                _chosen = _chosen == item.Spec.Id ? null : _chosen;
            }

            _notices.Say($"{error.What} {error.Why} {error.How}", isBad: true);
        }
        else if (item is { Spec: VideoOverlaySpec video, IsCalibrated: false, Phase: OverlayPhase.Ready } && Calibrate is { } calibrate)
        {
            _notices.Offer($"'{video.Id}' has no calibration: it is stretched over the scene.", "Calibrate…", () => calibrate(video));
        }
    }

    private bool Try(Action what)
    {
        try
        {
            what();
            return true;
        }
        catch (FathomException error)
        {
            _notices.Say($"{error.What} {error.Why} {error.How}", isBad: true);
            return false;
        }
    }
}
