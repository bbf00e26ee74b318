using System;

namespace Fathom.Client.Streams;

/// <summary>Where frames come from and how they are written.</summary>
/// <param name="Url">The address, with the session's query where that was negotiated.</param>
/// <param name="ViewNegotiated">Whether messages carry a view block.</param>
internal sealed record PixelTarget(Uri Url, bool ViewNegotiated)
{
    /// <summary>The target of a session; a server that did not negotiate views gets the plain address.</summary>
    public static PixelTarget ForSession(Uri url, string session, bool viewNegotiated)
    {
        if (!viewNegotiated)
        {
            return new PixelTarget(url, false);
        }

        string query = string.IsNullOrEmpty(url.Query) ? string.Empty : url.Query[1..] + "&";
        return new PixelTarget(new UriBuilder(url) { Query = query + "session=" + Uri.EscapeDataString(session) }.Uri, true);
    }
}
