using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace KubeDaq.Console.Web;

/// <summary>How often somebody may ask: one browser by its session, and an address, behind which a whole laboratory may be, in all.</summary>
internal static class RequestLimits
{
    private const int OfSession = 60;
    private const int OfAddress = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public static void Configure(RateLimiterOptions limits, string sessionCookie)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket($"{context.Connection.RemoteIpAddress}", OfAddress)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Cookies[sessionCookie] is { Length: > 0 and < 4096 } cookie
                ? Bucket($"{string.GetHashCode(cookie, StringComparison.Ordinal)}", OfSession)
                : RateLimitPartition.GetNoLimiter("")));
    }

    private static RateLimitPartition<string> Bucket(string key, int most) => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = most, Window = Window });
}
