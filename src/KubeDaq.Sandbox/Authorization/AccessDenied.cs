using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>The refusal of a request that the authorizer did not allow.</summary>
internal static class AccessDenied
{
    /// <summary>Says who may not do what, as an API server says it.</summary>
    public static StatusException For(UserInfo user, RequestInfo request, string reason)
    {
        var why = reason.Length == 0 ? Sentence(user, request) : $"{Sentence(user, request)}: {reason}";
        return request.IsResource ? StatusException.Forbidden(request.GroupResource, request.Name, why) : StatusException.ForbiddenPath(why);
    }

    private static string Sentence(UserInfo user, RequestInfo request)
    {
        if (!request.IsResource)
            return $"User \"{user.Name}\" cannot {request.Verb} path \"{request.Path}\"";
        var resource = request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}";
        var where = request.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{request.Namespace}\"";
        return $"User \"{user.Name}\" cannot {request.Verb} resource \"{resource}\" in API group \"{request.Group}\" {where}";
    }
}
