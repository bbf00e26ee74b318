using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Http;

/// <summary>Tries again what may well succeed a moment later, with pauses that double.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class HttpRetry(HttpStoreOptions options)
{
    private long _requests;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>What a status says; whether it is worth another try is kept with it.</summary>
    public static HttpRequestException Failure(HttpResponseMessage answer)
    {
        var error = new HttpRequestException($"The server answers {(int)answer.StatusCode} ({answer.StatusCode}).", null, answer.StatusCode);
        if (answer.Headers.RetryAfter?.Delta is { } pause)
        {
            error.Data[nameof(HttpResponseMessage.Headers.RetryAfter)] = pause;
        }

        return error;
    }

    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> attempt, CancellationToken cancel)
    {
        TimeSpan pause = options.FirstPause;
        for (int tries = 1; ; tries++)
        {
            string why;
            TimeSpan? asked = null;
            Interlocked.Increment(ref _requests);
            using var timeout = new CancellationTokenSource(options.RequestTimeout, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
            try
            {
                return await attempt(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                why = $"No answer within {options.RequestTimeout.TotalSeconds:0.###} s.";
            }
            catch (HttpRequestException error) when (IsWorthAnother(error.StatusCode))
            {
                why = error.Message;
                asked = error.Data[nameof(HttpResponseMessage.Headers.RetryAfter)] as TimeSpan?;
            }
            catch (HttpRequestException error)
            {
                throw Fault(what, error.Message, tries, error);
            }
            catch (IOException error)
            {
                why = error.Message;
            }

            if (tries >= options.Attempts)
            {
                throw Fault(what, why, tries, null);
            }

            TimeSpan wait = asked ?? pause * (0.75 + (Random.Shared.NextDouble() / 2));
            await Task.Delay(wait < options.LongestPause ? wait : options.LongestPause, options.Time, cancel).ConfigureAwait(false);
            pause *= 2;
        }
    }

    private static bool IsWorthAnother(HttpStatusCode? status) => status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static FathomException Fault(string what, string why, int tries, Exception? inner) => new(
        ExitCode.CannotConnect, $"Cannot read {what}.", tries == 1 ? why : $"{why.TrimEnd('.')}. Tried {tries} times.", "Check the address, the network and the server.", inner);
}
