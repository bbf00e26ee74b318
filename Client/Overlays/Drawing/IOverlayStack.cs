using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>The overlays of a run as panels, sessions and scripts work with them.</summary>
/// <remarks>Threads: main thread.</remarks>
internal interface IOverlayStack
{
    /// <summary>All of them, the lowest first.</summary>
    IReadOnlyList<OverlayItem> Items { get; }

    /// <summary>What they were asked to be, the lowest first: what a session keeps.</summary>
    ImmutableArray<OverlaySpec> Specs { get; }

    /// <summary>Counts up with every change of the list and of an item that a user would see, but for the frames that go by.</summary>
    int Version { get; }

    /// <summary>Whether something is being opened, placed or decoded that the picture on the screen waits for.</summary>
    bool IsBusy => false;

    /// <summary>Puts one on top. Its file is opened in the background; what is wrong with it is told by the item.</summary>
    /// <exception cref="Fathom.Protocol.Errors.FathomException">The name is taken, the values cannot be, or a volume is shown.</exception>
    OverlayItem Add(OverlaySpec spec);

    /// <summary>Takes one away; false when there is none of that name.</summary>
    bool Remove(string id);

    /// <summary>Gives the overlay of the same name other values; with the same ones, its file and its calibration are looked at again. False when there is none of
    /// that name.</summary>
    bool Replace(OverlaySpec spec);

    /// <summary>Moves one to a place in the list; 0 is the lowest. False when there is none of that name.</summary>
    bool Move(string id, int index);

    /// <summary>Chooses the frame of a video that no time axis chooses for. False when there is none of that name.</summary>
    bool ShowFrame(string id, int frame);

    /// <summary>Leaves one undrawn, since somebody else draws it (the wizard does); null for none.</summary>
    void Hold(string? id);

    /// <summary>The overlay of that name; null for none.</summary>
    OverlayItem? Find(string id);
}
