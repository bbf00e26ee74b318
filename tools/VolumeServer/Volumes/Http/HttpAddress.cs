using System;
using System.Net.Http.Headers;
using System.Text;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Http;

/// <summary>The address of a store: where its objects are, and what of it people may see (neither user nor password nor a signed query).</summary>
internal sealed class HttpAddress
{
    private readonly Uri _base;
    private readonly string _query;
    private readonly AuthenticationHeaderValue? _credentials;

    private HttpAddress(Uri address)
    {
        var bare = new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" };
        bare.Path = bare.Path.TrimEnd('/') + "/";
        _base = bare.Uri;
        _query = address.Query;
        Shown = _base.ToString().TrimEnd('/');
        _credentials = address.UserInfo.Length == 0
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
    }

    public string Shown { get; }

    /// <summary>The last part of the path.</summary>
    public string Name => Uri.UnescapeDataString(Shown[(Shown.LastIndexOf('/') + 1)..]);

    public static bool IsOne(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public static HttpAddress Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Host.Length > 0
        ? new HttpAddress(address)
        : throw new FathomException(ExitCode.Usage, "Cannot open the address.", "It is not a complete http or https address.", "Write it as https://host/path/name.zarr.");

    public Uri Of(string key)
    {
        var target = new Uri(_base, string.Join('/', Array.ConvertAll(key.Split('/'), Uri.EscapeDataString)));
        return _query.Length == 0 ? target : new UriBuilder(target) { Query = _query }.Uri;
    }

    public string ShownOf(string key) => $"{Shown}/{key}";

    /// <summary>For this server only, never for one that it redirects to.</summary>
    public AuthenticationHeaderValue? CredentialsFor(Uri target) =>
        Uri.Compare(_base, target, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0 ? _credentials : null;
}
