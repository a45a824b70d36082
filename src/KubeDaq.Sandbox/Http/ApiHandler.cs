using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Http;

/// <summary>Takes every request: who asks, may he, and who answers.</summary>
internal sealed class ApiHandler(
    ResourceTable table,
    IObjects objects,
    IAuthenticator authenticator,
    IAuthorizer authorizer,
    ResourceHandler resources,
    ScaleHandler scales,
    SystemHandler system,
    IReadOnlyList<ISubresource> subresources,
    IReadOnlyList<IVirtualResource> reviews,
    ILogger<ApiHandler> log,
    CancellationToken serverStop)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, serverStop);
        try
        {
            await AnswerAsync(context, ends.Token);
        }
        catch (StatusException refusal) when (!context.Response.HasStarted)
        {
            await Answers.RefuseAsync(context.Response, refusal, context.RequestAborted);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The client is gone or the server stops: nobody waits for an answer, and half of one would be taken for a fault.
            context.Abort();
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await Answers.RefuseAsync(context.Response, new(error.StatusCode, error.StatusCode == 413 ? "RequestEntityTooLarge" : "BadRequest", error.Message), context.RequestAborted);
        }
        catch (Exception error) when (!context.Response.HasStarted && error is not OperationCanceledException)
        {
            log.Failed(context.Request.Method, context.Request.Path, error);
            await Answers.RefuseAsync(context.Response, StatusException.InternalError(error.Message), context.RequestAborted);
        }
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken stop)
    {
        var info = RequestParser.Parse(context);
        var user = await authenticator.AuthenticateAsync(context);
        Authorize(user, info);
        if (!info.IsResource)
            await system.HandleAsync(context, info, stop);
        else if (table.Find(info.Group, info.Version, info.Resource) is null && !table.HasBuiltInGroup(info.Group))
            await Answers.WriteTextAsync(context.Response, 404, "404 page not found\n", stop);
        else
            await ResourceAsync(context, user, info, stop);
    }

    private void Authorize(UserInfo user, RequestInfo info)
    {
        var decision = authorizer.Authorize(user, info);
        if (decision.Allowed)
            return;
        throw AccessDenied.For(user, info, decision.Reason);
    }

    private async Task ResourceAsync(HttpContext context, UserInfo user, RequestInfo info, CancellationToken stop)
    {
        var kind = table.Find(info.Group, info.Version, info.Resource) ?? throw StatusException.UnknownPath();
        if (info.Subresource.Length > 0 && kind.Find(info.Subresource) is null)
            throw kind.Custom is null ? StatusException.UnknownPath() : StatusException.NotFound(kind.Resource, info.Name);
        if (kind.Deprecation is { } deprecation)
            context.Response.Headers.Append("Warning", $"299 - \"{deprecation}\"");
        if (reviews.FirstOrDefault(one => one.Resource == kind.Resource) is { } review)
            await ReviewAsync(review, kind, context, user, info, stop);
        else if (info.Subresource.Length > 0 && subresources.FirstOrDefault(one => one.Resource == kind.Resource && one.Name == info.Subresource) is { } part)
            await part.HandleAsync(new() { Context = context, User = user, Request = info, Objects = objects, Stop = stop });
        else if (info.Subresource == "scale")
            await scales.HandleAsync(new(context, user, info, kind, stop));
        else if (ResourceHandler.Answers(info.Subresource) && Allows(kind, info))
            await resources.HandleAsync(new(context, user, info, kind, stop));
        else
            throw StatusException.MethodNotAllowed();
    }

    private static bool Allows(ResourceKind kind, RequestInfo info)
    {
        var verbs = kind.Find(info.Subresource)?.Verbs ?? kind.Verbs;
        return verbs.Contains(info.Verb);
    }

    private static async Task ReviewAsync(IVirtualResource review, ResourceKind kind, HttpContext context, UserInfo user, RequestInfo info, CancellationToken stop)
    {
        if (info.Verb != "create" || info.Name.Length > 0)
            throw StatusException.MethodNotAllowed();
        var body = await RequestBody.ReadObjectAsync(context.Request, kind.Kind, stop);
        if (kind.Namespaced)
            body.Metadata().Default("namespace", info.Namespace);
        body["kind"] = kind.Kind;
        body["apiVersion"] = kind.ApiVersion;
        await Answers.WriteAsync(context.Response, 201, await review.CreateAsync(user, body), stop);
    }
}
