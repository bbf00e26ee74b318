using System.Collections.Generic;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Decoding;

/// <summary>One way from packets to pixels, and what came of trying it.</summary>
internal sealed record TimedPath
{
    /// <summary>How it decodes: "software", "vaapi".</summary>
    public required string Decoder { get; init; }

    /// <summary>How its pictures get to the framebuffer: "blit", "shader", "import".</summary>
    public required string Import { get; init; }

    /// <summary>Why it does not work here; null when it does.</summary>
    public string? Failure { get; init; }

    /// <summary>Milliseconds from handing a unit to the decoder until its picture is there.</summary>
    public Distribution DecodeMs { get; init; }

    /// <summary>Milliseconds of import and drawing, until the GPU has passed the fence behind it.</summary>
    public Distribution DrawMs { get; init; }

    /// <summary>Milliseconds from the unit to pixels that can be read, thread changes included.</summary>
    public Distribution TotalMs { get; init; }

    /// <summary>Copies of picture data a frame, counted where they are made.</summary>
    public double CopiesPerFrame { get; init; }

    /// <summary>Bytes that those copies write, a frame.</summary>
    public double CopiedBytesPerFrame { get; init; }

    /// <summary>Copies a frame by the step that makes them; only steps that copy.</summary>
    public IReadOnlyList<(string Step, double PerFrame)> Steps { get; init; } = [];

    /// <summary>Both names.</summary>
    public string Name => $"{Decoder} → {Import}";
}
