namespace Fathom.Protocol.Messages;

/// <summary>client → server, extension <c>fathom.view_size</c>: how large the picture is shown.</summary>
public sealed record ViewSize : Message
{
    /// <summary>Creates the frame.</summary>
    public ViewSize(Envelope envelope, int width, int height, double pixelRatio)
        : base(envelope)
    {
        Width = width;
        Height = height;
        PixelRatio = Check.Finite(envelope, pixelRatio, nameof(pixelRatio));
        Check.That(envelope, width > 0 && height > 0 && pixelRatio > 0, "A view has a size.", nameof(width));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.ViewSize;

    /// <summary>Width in physical pixels.</summary>
    public int Width { get; }

    /// <summary>Height in physical pixels.</summary>
    public int Height { get; }

    /// <summary>Physical pixels per logical one.</summary>
    public double PixelRatio { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
