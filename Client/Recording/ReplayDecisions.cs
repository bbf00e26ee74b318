using System;
using System.Globalization;
using System.IO;
using Fathom.Client.Commands;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Recording;

/// <summary>What <c>fathom replay --virtual</c> does: decides about a recording under a virtual clock, and prints what came of it.</summary>
internal static class ReplayDecisions
{
    /// <summary>Decides and prints.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="settings">What of it.</param>
    /// <param name="options">How the presenter decides.</param>
    /// <param name="hashPictures">Whether pictures are hashed too.</param>
    /// <param name="linesPath">Where the lines go; null for nowhere.</param>
    /// <param name="asJson">Whether a program reads the answer.</param>
    /// <param name="context">The process around.</param>
    public static void Run(RecordedFile file, ReplaySettings settings, PresenterOptions options, bool hashPictures, string? linesPath, bool asJson, CommandContext context)
    {
        using StreamWriter? lines = linesPath is null ? null : Create(linesPath);
        using var log = new DecisionLog(lines is null ? null : lines.Write);
        using var replay = new VirtualReplay(file, options, log, hashPictures);
        replay.Run(settings.From, settings.Until);
        string presenter = options.Policy.ToString().ToLowerInvariant();
        if (asJson)
        {
            Write(context.Output, file, log, replay.PicturesHash, presenter);
            return;
        }

        using var text = new StreamWriter(context.Output, leaveOpen: true);
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{log.ReceivedFrames} frames, {log.ShownFrames} shown, {log.Drops.Total} dropped by the {presenter} presenter; {log.Stills} stills, {log.ShownStills} shown."));
        text.WriteLine($"decisions {log.Hash}");
        if (replay.PicturesHash is { } pictures)
        {
            text.WriteLine($"pictures  {pictures}");
        }
    }

    private static void Write(Stream output, RecordedFile file, DecisionLog log, string? pictures, string presenter) => JsonReport.Write(output, "fathom.replay-decisions/1", json =>
    {
        ReplaySummary.Of(file).Write(json, "replay");
        json.WriteString("presenter", presenter);
        json.WriteNumber("refresh_hz", VirtualReplay.Refresh);
        json.WriteNumber("decode_ms", VirtualReplay.DecodeTime.TotalMilliseconds);
        json.WriteNumber("frames_received", log.ReceivedFrames);
        json.WriteNumber("frames_presented", log.ShownFrames);
        json.WriteStartObject("drops");
        for (int i = 0; i < DropCounters.Names.Length; i++)
        {
            json.WriteNumber(DropCounters.Names[i], log.Drops[(DropReason)i]);
        }

        json.WriteEndObject();
        json.WriteBoolean("accounted", log.IsAccounted);
        json.WriteNumber("stills", log.Stills);
        json.WriteNumber("stills_presented", log.ShownStills);
        json.WriteNumber("bad_messages", log.BadMessages);
        json.WriteNumber("decisions", log.Count);
        json.WriteString("decisions_sha256", log.Hash);
        json.WriteString("pictures_sha256", pictures);
    });

    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write the decisions to {path}.", error.Message, "Choose another file.", error);
        }
    }
}
