using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Fathom.VolumeServer.Serving;

/// <summary>Who may come in: no web page but one from this very address, and, where a token is set, only who presents it.</summary>
internal sealed class AccessPolicy
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _tokenHash;

    public AccessPolicy(string? token) => _tokenHash = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Null when welcome, else the status and the reason for the refusal.</summary>
    public (int Status, string Reason)? Refusal(string? origin, string? host, string? authorization)
    {
        if (!string.IsNullOrEmpty(origin) && !IsOwnPage(origin, host))
        {
            return (403, "Requests from web pages of another origin are refused. Connect with a program, or without an Origin header.");
        }

        if (_tokenHash is not null && !IsToken(authorization))
        {
            return (401, "A token is required: send 'Authorization: Bearer …' (fathom connect --token-file FILE, or FATHOM_TOKEN).");
        }

        return null;
    }

    /// <summary>
    /// The page comes from where it connects to, and that is an address, not a name: a name could be made to point here by whoever owns it.
    /// </summary>
    private static bool IsOwnPage(string origin, string? host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
        && string.Equals(page.Authority, host, StringComparison.OrdinalIgnoreCase)
        && (page.IdnHost == "localhost" || IPAddress.TryParse(page.IdnHost, out _));

    private bool IsToken(string? authorization)
    {
        string presented = authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : string.Empty;

        // Hashes have one length, so the comparison takes one time whatever was presented.
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _tokenHash);
    }
}
