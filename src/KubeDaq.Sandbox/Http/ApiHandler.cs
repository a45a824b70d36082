using KubeDaq.Sandbox.Auditing;
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
    AuditLog audit,
    ILogger<ApiHandler> log,
    CancellationToken serverStop)
{
    /// <summary>Answers a request, and has the audit log tell of it.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var info = RequestParser.Parse(context);
        var told = audit.Begin(context, info);
        try
        {
            await AnswerOrRefuseAsync(context, info, told);
        }
        finally
        {
            await audit.EndAsync(told, context.Response.StatusCode);
        }
    }

    private async Task AnswerOrRefuseAsync(HttpContext context, RequestInfo info, RequestAudit told)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, serverStop);
        try
        {
            await AnswerAsync(context, info, told, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The client is gone or the server stops: nobody waits for an answer, and half of one would be taken for a fault.
            context.Abort();
        }
        catch (Exception error) when (!context.Response.HasStarted && error is not OperationCanceledException)
        {
            told.Refusal = Refusal(context, error);
            await Answers.RefuseAsync(context.Response, told.Refusal, context.RequestAborted);
        }
    }

    private StatusException Refusal(HttpContext context, Exception error)
    {
        switch (error)
        {
            case StatusException refusal:
                return refusal;
            case BadHttpRequestException bad:
                return new(bad.StatusCode, bad.StatusCode == 413 ? "RequestEntityTooLarge" : "BadRequest", bad.Message);
            default:
                log.Failed(context.Request.Method, context.Request.Path, error);
                return StatusException.InternalError(error.Message);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestInfo info, RequestAudit told, CancellationToken stop)
    {
        told.User = await authenticator.AuthenticateAsync(context);
        told.Impersonated = authenticator.Impersonate(told.User, info, context);
        var user = told.Impersonated?.User ?? told.User;
        var decision = authorizer.Authorize(user, info);
        told.Note(decision);
        if (!decision.Allowed)
            throw AccessDenied.For(user, info, decision.Reason);
        if (!info.IsResource)
            await system.HandleAsync(context, info, stop);
        else if (table.Find(info.Group, info.Version, info.Resource) is null && !table.HasBuiltInGroup(info.Group))
            await Answers.WriteTextAsync(context.Response, 404, "404 page not found\n", stop);
        else
            await ResourceAsync(context, user, info, told, stop);
    }

    private async Task ResourceAsync(HttpContext context, UserInfo user, RequestInfo info, RequestAudit told, CancellationToken stop)
    {
        var kind = table.Find(info.Group, info.Version, info.Resource) ?? throw StatusException.UnknownPath();
        if (info.Subresource.Length > 0 && kind.Find(info.Subresource) is null)
            throw kind.Custom is null ? StatusException.UnknownPath() : StatusException.NotFound(kind.Resource, info.Name);
        if (kind.Deprecation is { } deprecation)
            context.Response.Headers.Append("Warning", $"299 - \"{deprecation}\"");
        if (reviews.FirstOrDefault(one => one.Resource == kind.Resource) is { } review)
            await ReviewAsync(review, kind, context, user, info, stop);
        else if (info.Subresource.Length > 0 && subresources.FirstOrDefault(one => one.Resource == kind.Resource && one.Name == info.Subresource) is { } part)
            await part.HandleAsync(new() { Context = context, User = user, Request = info, Audit = told, Objects = objects, Stop = stop });
        else if (info.Subresource == "scale")
            await scales.HandleAsync(new(context, user, info, kind, told, stop));
        else if (ResourceHandler.Answers(info.Subresource) && Allows(kind, info))
            await resources.HandleAsync(new(context, user, info, kind, told, stop));
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
