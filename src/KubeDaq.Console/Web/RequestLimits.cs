using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace KubeDaq.Console.Web;

/// <summary>How often one browser may ask. Who is signed in is counted by his session, others by their address, where a whole laboratory may be behind one.</summary>
internal static class RequestLimits
{
    private const int OfSession = 60;
    private const int OfAddress = 300;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public static void Configure(RateLimiterOptions limits, string sessionCookie)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Cookies[sessionCookie] is { Length: > 0 and < 4096 } cookie
                ? Bucket($"session {string.GetHashCode(cookie, StringComparison.Ordinal)}", OfSession)
                : Bucket($"address {context.Connection.RemoteIpAddress}", OfAddress));
    }

    private static RateLimitPartition<string> Bucket(string key, int most) => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = most, Window = Window });
}
