using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.OpenApi;

namespace KubeDaq.Sandbox.Tests.OpenApi;

public sealed class FieldCheckTests
{
    private readonly Sandboxed _sandbox = new();

    [Fact]
    public void Fields_that_a_kind_does_not_have_are_taken_away_and_told()
    {
        var pod = Sandboxed.Json("""{"metadata": {"name": "p"}, "spec": {"containers": [{"name": "a", "img": "x"}], "oops": 1}}""");
        Assert.Equal(["spec.containers[0].img", "spec.oops"], FieldCheck.Clean(_sandbox.Table.Find("", "v1", "pods")!, pod));
        Assert.Equal("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a"}]}}""", pod.ToJsonString());
    }

    [Theory]
    [InlineData("configmaps", """{"data": {"a": 1}}""", "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string")]
    [InlineData("secrets", """{"data": {"a": "not base64"}}""", "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte 3")]
    [InlineData("pods", """{"spec": {"containers": [{"env": [{"name": "A", "value": 1}]}]}}""", "Pod in version \"v1\" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string")]
    public void A_field_of_another_type_is_refused_in_Gos_words(string plural, string body, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<StatusException>(() => FieldCheck.Clean(_sandbox.Table.Find("", "v1", plural)!, Sandboxed.Json(body))).Message);

    [Fact]
    public void Every_stored_built_in_kind_has_a_model() =>
        Assert.All(_sandbox.Table.All.Where(kind => kind.Verbs.Contains("list")), kind => Assert.NotNull(Models.Of(kind)));
}
