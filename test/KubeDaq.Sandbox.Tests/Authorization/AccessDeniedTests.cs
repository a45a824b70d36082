using KubeDaq.Sandbox.Authorization;
using static KubeDaq.Sandbox.Tests.Authorization.Rbac;

namespace KubeDaq.Sandbox.Tests.Authorization;

public sealed class AccessDeniedTests
{
    [Fact]
    public void It_names_user_verb_resource_and_namespace() => Assert.Equal(
        "pods is forbidden: User \"system:serviceaccount:a:b\" cannot list resource \"pods\" in API group \"\" in the namespace \"a\"",
        AccessDenied.For(User("system:serviceaccount:a:b"), Ask("list", "pods", "a"), "").Message);

    [Fact]
    public void It_names_the_subresource_and_the_object() => Assert.Equal(
        "deployments.apps \"d\" is forbidden: User \"jane\" cannot patch resource \"deployments/status\" in API group \"apps\" in the namespace \"a\"",
        AccessDenied.For(User("jane"), Ask("patch", "deployments", "a", "apps", "d") with { Subresource = "status" }, "").Message);

    [Fact]
    public void It_names_the_path()
    {
        var denied = AccessDenied.For(User("system:anonymous"), new(false, "get", "/api/v1", "", "", "", "", "", ""), "");
        Assert.Equal("forbidden: User \"system:anonymous\" cannot get path \"/api/v1\"", denied.Message);
        Assert.Equal((403, "Forbidden", "{}"), (denied.Code, denied.Reason, denied.Details!.ToJsonString()));
    }

    [Fact]
    public void It_ends_with_the_reason_where_there_is_one() => Assert.Equal(
        "nodes \"any\" is forbidden: User \"jane\" cannot get resource \"nodes\" in API group \"\" at the cluster scope: RBAC: broken",
        AccessDenied.For(User("jane"), Ask("get", "nodes", name: "any"), "RBAC: broken").Message);
}
