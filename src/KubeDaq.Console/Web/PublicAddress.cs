using KubeDaq.Console.Configuration;

namespace KubeDaq.Console.Web;

/// <summary>
/// Takes each request as one to the address that the configuration says, whatever proxies in between write into headers; a name that leads here from
/// elsewhere (DNS rebinding) gets nothing. Probes of a kubelet come by the pod's address.
/// </summary>
internal sealed class PublicAddress(ConsoleOptions options)
{
    public Task Apply(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path == "/healthz")
            return next(context);
        if (!IsMeant(request.Host))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }
        if (options.Address is { } address)
            (request.Scheme, request.Host) = (address.Scheme, HostString.FromUriComponent(address));
        return next(context);
    }

    private bool IsMeant(HostString host) => options.Address is { } address
        ? string.Equals(host.Host, address.Host, StringComparison.OrdinalIgnoreCase)
        : host.Host is "127.0.0.1" or "localhost" or "[::1]";
}
