using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>How an overlay stood with the last picture, for reports and for what is written beside pictures.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Phase">Where it stood.</param>
/// <param name="ShownFrame">The frame that was drawn; −1 for none.</param>
/// <param name="WantedFrame">The frame that belonged to the picture; −1 for none.</param>
/// <param name="LateCount">Pictures that were shown without the right frame although there is one.</param>
/// <param name="IsCalibrated">Whether its place means anything.</param>
/// <param name="IsApproximate">Whether the place is only as exact as a plain server's camera.</param>
/// <param name="Warnings">What the user was told.</param>
/// <param name="Error">Why it was not shown; null when it was.</param>
internal sealed record OverlayReport(
    OverlaySpec Spec, OverlayPhase Phase, int ShownFrame, int WantedFrame, long LateCount, bool IsCalibrated, bool IsApproximate, ImmutableArray<string> Warnings, string? Error)
{
    /// <summary>The list as it stands now.</summary>
    public static ImmutableArray<OverlayReport> Of(IEnumerable<OverlayItem> items) =>
        [.. items.Select(static item => new OverlayReport(
            item.Spec,
            item.Phase,
            item.ShownFrame,
            item.WantedFrame,
            item.LateCount,
            item.IsCalibrated,
            item.IsApproximate,
            item.Warnings,
            item.Error is { } error ? OverlayNotices.Sentences(error) : null))];

    /// <summary>Writes the list as a member of a report.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<OverlayReport> overlays)
    {
        json.WriteStartArray(OverlaySpecValues.Key);
        foreach (OverlayReport overlay in overlays)
        {
            overlay.Write(json);
        }

        json.WriteEndArray();
    }

    /// <summary>For the texts of a picture: which file, which frame of it, how opaque, and whether it was measured where it lies.</summary>
    public KeyValuePair<string, string> Provenance() => new($"fathom.overlay.{Spec.Id}", string.Create(
        CultureInfo.InvariantCulture,
        $"{Path.GetFileName(Spec.Path)}, {(ShownFrame < 0 ? "not shown" : Spec is VideoOverlaySpec ? $"frame {ShownFrame}" : $"at step {ShownFrame}")}, alpha {Spec.Alpha}, {(IsCalibrated ? "calibrated" : "not calibrated")}"));

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Spec.Id);
        json.WriteString("kind", Spec is VideoOverlaySpec ? "video" : "tracks");
        json.WriteString("path", Spec.Path);
        json.WriteString("phase", Phase switch
        {
            OverlayPhase.Opening => "opening",
            OverlayPhase.Ready => "ready",
            OverlayPhase.HiddenInVolume => "hidden_in_volume",
            _ => "failed",
        });
        json.WriteBoolean("visible", Spec.Visible);
        json.WriteBoolean("calibrated", IsCalibrated);
        json.WriteBoolean("approximate", IsApproximate);
        json.WriteNumber("shown_frame", ShownFrame);
        json.WriteNumber("wanted_frame", WantedFrame);
        json.WriteNumber("late_total", LateCount);
        json.WriteStartArray("warnings");
        foreach (string warning in Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteString("error", Error);
        json.WriteEndObject();
    }
}
