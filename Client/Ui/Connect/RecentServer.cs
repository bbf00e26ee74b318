using System;
using Fathom.Client.Commands;

namespace Fathom.Client.Ui;

/// <summary>A server that was used.</summary>
/// <param name="Url">Its state channel.</param>
/// <param name="PixelUrl">Its pixel channel, where that is not the next port.</param>
internal sealed record RecentServer(string Url, string? PixelUrl)
{
    /// <summary>A server by its two addresses.</summary>
    public static RecentServer Of(Uri state, Uri pixel) =>
        new(state.ToString().TrimEnd('/'), pixel == ClientOptions.NextPort(state) ? null : pixel.ToString().TrimEnd('/'));
}
