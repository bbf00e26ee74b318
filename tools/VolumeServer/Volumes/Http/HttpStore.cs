using System;
using System.Collections.Immutable;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Http;

/// <summary>A store behind HTTP or HTTPS. Parts of objects are asked for as ranges; what fails for a moment is tried again.</summary>
/// <remarks>Threads: any; so many requests at once as the options say, however many readers there are. Ownership: disposes its client.</remarks>
internal sealed class HttpStore : IByteStore
{
    private readonly HttpAddress _address;
    private readonly HttpStoreOptions _options;
    private readonly HttpRetry _retry;
    private readonly HttpClient _client;
    private readonly SemaphoreSlim _slots;

    public HttpStore(HttpAddress address, HttpStoreOptions options)
    {
        (_address, _options) = (address, options);
        _retry = new HttpRetry(options);
        _slots = new SemaphoreSlim(options.RequestsAtOnce);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.RequestsAtOnce,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public string Address => _address.Shown;

    public bool IsRemote => true;

    /// <summary>Requests sent so far, repeated ones included.</summary>
    public long Requests => _retry.Requests;

    public async ValueTask<StoredBytes?> ReadAsync(string key, ByteRange range, int maxBytes, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await _retry.RunAsync(_address.ShownOf(key), cancel => TryReadAsync(key, range, maxBytes, cancel), cancel).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>The web has no folders.</summary>
    public ImmutableArray<string>? Folders(string key) => null;

    public void Dispose()
    {
        _client.Dispose();
        _slots.Dispose();
    }

    private async Task<StoredBytes?> TryReadAsync(string key, ByteRange range, int maxBytes, CancellationToken cancel)
    {
        Uri target = _address.Of(key);
        for (int redirect = 0; redirect <= _options.Redirects; redirect++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            request.Headers.Authorization = _address.CredentialsFor(target);
            if (!range.IsAll)
            {
                request.Headers.Range = range.IsSuffix ? new RangeHeaderValue(null, range.Length) : new RangeHeaderValue(range.Offset, range.Offset + range.Length - 1);
            }

            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.OK or HttpStatusCode.PartialContent:
                    return await BodyAsync(answer, key, range, maxBytes, cancel).ConfigureAwait(false);

                // Object stores that keep their list private answer 403 for what is not there.
                case HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden:
                    return null;
                case HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                    when answer.Headers.Location is { } location:
                    target = Follow(key, target, location);
                    break;
                default:
                    throw HttpRetry.Failure(answer);
            }
        }

        throw Fault(key, $"It was redirected more than {_options.Redirects} times.", "Use the address that the redirects end at.");
    }

    private Uri Follow(string key, Uri from, Uri location)
    {
        Uri next = location.IsAbsoluteUri ? location : new Uri(from, location);
        bool isAllowed = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);
        return isAllowed ? next : throw Fault(key, "It is redirected to an address that is not read (only http and https, and never from https to http).", "Use the address that the redirects end at.");
    }

    private async Task<StoredBytes?> BodyAsync(HttpResponseMessage answer, string key, ByteRange range, int maxBytes, CancellationToken cancel)
    {
        // A server that knows no ranges sends everything: good enough where everything is small.
        bool isWhole = answer.StatusCode == HttpStatusCode.OK && !range.IsAll;
        long most = isWhole ? Math.Max(maxBytes, _options.WholeInsteadOfRange) : maxBytes;
        if (answer.Content.Headers.ContentLength > most)
        {
            throw Fault(
                key,
                isWhole
                    ? $"The server sends all of its {answer.Content.Headers.ContentLength} bytes instead of the part that was asked for."
                    : $"It has {answer.Content.Headers.ContentLength} bytes; no more than {maxBytes} can belong to it.",
                isWhole ? "Use a server that answers range requests." : "The object does not fit its metadata: check the store.");
        }

        StoredBytes body = await ReceiveAsync(answer, key, most, cancel).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.PartialContent && !range.IsAll && (!HasRange(answer, range) || body.Length != Math.Min(range.Length, answer.Content.Headers.ContentRange?.Length ?? range.Length)))
        {
            body.Dispose();
            throw Fault(key, "The server sent another part than the one that was asked for.", "Check the server, or a proxy in between.");
        }

        return isWhole ? Cut(body, key, range) : body;
    }

    private static bool HasRange(HttpResponseMessage answer, ByteRange range) =>
        answer.Content.Headers.ContentRange is not { HasRange: true } said || range.IsSuffix || said.From == range.Offset;

    private StoredBytes Cut(StoredBytes whole, string key, ByteRange range)
    {
        using (whole)
        {
            long offset = range.IsSuffix ? whole.Length - range.Length : range.Offset;
            if (offset < 0 || offset + range.Length > whole.Length)
            {
                throw Fault(key, $"It has {whole.Length} bytes, and {range.Length} from byte {Math.Max(0, offset)} on are wanted.", "The object is cut off: copy it again.");
            }

            var part = new StoredBytes((int)range.Length);
            whole.Span.Slice((int)offset, part.Length).CopyTo(part.Span);
            return part;
        }
    }

    private async Task<StoredBytes> ReceiveAsync(HttpResponseMessage answer, string key, long most, CancellationToken cancel)
    {
        const int Guess = 64 << 10;
        Stream stream = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            bool isDone = false;
            var body = new StoredBytes((int)(answer.Content.Headers.ContentLength ?? Math.Min(Guess, most)));
            try
            {
                int done = 0;
                while (true)
                {
                    if (done == body.Length)
                    {
                        if (answer.Content.Headers.ContentLength is not null)
                        {
                            isDone = true;
                            return body;
                        }

                        if (done >= most)
                        {
                            throw Fault(key, $"It is longer than {most} bytes, which is more than can belong to it.", "The object does not fit its metadata: check the store.");
                        }

                        body = Grow(body, most);
                    }

                    int got = await stream.ReadAsync(body.Memory[done..], cancel).ConfigureAwait(false);
                    if (got == 0)
                    {
                        body.Shorten(done);
                        isDone = answer.Content.Headers.ContentLength is null;
                        return isDone ? body : throw new HttpIOException(HttpRequestError.ResponseEnded, "The answer was cut off.");
                    }

                    done += got;
                }
            }
            finally
            {
                if (!isDone)
                {
                    body.Dispose();
                }
            }
        }
    }

    private static StoredBytes Grow(StoredBytes full, long most)
    {
        using (full)
        {
            var larger = new StoredBytes((int)Math.Min(most, full.Length * 2L));
            full.Span.CopyTo(larger.Span);
            return larger;
        }
    }

    private FathomException Fault(string key, string why, string how) => new(ExitCode.Rejected, $"Cannot read {_address.ShownOf(key)}.", why, how);
}
