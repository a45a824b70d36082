using KubeDaq.Cluster.Connections;

namespace KubeDaq.Console.Web;

/// <summary>Makes a page of what went wrong.</summary>
internal static partial class Failures
{
    public static async Task Tell(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has gone.
        }
        catch (ClusterException e) when (!context.Response.HasStarted)
        {
            await MessagePages.WriteAsync(context, StatusCodes.Status502BadGateway, "The cluster did not do it", e.Message, "/partitions", "To the partitions");
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await MessagePages.WriteAsync(context, e.StatusCode, "This request cannot be taken", "It is too large, or not as a browser writes it.", "/partitions", "To the partitions");
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            // The type and the place, as the words may quote what came from outside.
            Broken(context.RequestServices.GetRequiredService<ILogger<ConsoleServer>>(), context.Request.Path, e.GetType().Name, e.StackTrace);
            await MessagePages.WriteAsync(context, StatusCodes.Status500InternalServerError, "Something is wrong with the console", "Whoever operates it finds the reason in its log.", "/partitions", "To the partitions");
        }
    }

    [LoggerMessage(300, LogLevel.Error, "a request for {Path} broke: {Type} {Stack}")]
    private static partial void Broken(ILogger log, PathString path, string type, string? stack);
}
