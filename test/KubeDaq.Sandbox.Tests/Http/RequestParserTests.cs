using KubeDaq.Sandbox.Http;

namespace KubeDaq.Sandbox.Tests.Http;

public sealed class RequestParserTests
{
    [Theory]
    [InlineData("GET", "/api/v1/pods", "list  v1 pods   ")]
    [InlineData("GET", "/api/v1/namespaces/np04/pods/p/log", "get  v1 pods log np04 p")]
    [InlineData("POST", "/apis/apps/v1/namespaces/np04/deployments", "create apps v1 deployments  np04 ")]
    [InlineData("GET", "/api/v1/namespaces/np04", "get  v1 namespaces  np04 np04")]
    [InlineData("PUT", "/api/v1/namespaces/np04/finalize", "update  v1 namespaces finalize np04 np04")]
    [InlineData("DELETE", "/api/v1/nodes", "deletecollection  v1 nodes   ")]
    [InlineData("PATCH", "/api/v1/nodes/daq6/status", "patch  v1 nodes status  daq6")]
    [InlineData("GET", "/api/v1/watch/nodes", "watch  v1 nodes   ")]
    public void A_path_is_read_as_the_API_server_reads_it(string method, string path, string expected)
    {
        var info = RequestParser.Parse(method, path, watches: false, null);
        Assert.Equal(expected, string.Join(' ', info.Verb, info.Group, info.Version, info.Resource, info.Subresource, info.Namespace, info.Name));
    }

    [Theory]
    [InlineData("/version")]
    [InlineData("/apis/apps")]
    [InlineData("/api/v1")]
    public void Other_paths_are_no_resources(string path) => Assert.False(RequestParser.Parse("GET", path, watches: false, null).IsResource);
}
