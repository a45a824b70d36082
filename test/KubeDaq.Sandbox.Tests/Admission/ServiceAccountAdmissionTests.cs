using KubeDaq.Sandbox.Admission;
using static KubeDaq.Sandbox.Tests.Admission.Admitted;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class ServiceAccountAdmissionTests
{
    private const string OneContainer = """{"containers": [{"name": "main"}]}""";

    [Fact]
    public void A_pod_gets_the_default_account_and_its_credentials()
    {
        var spec = Create(Admission(new Admitted().PutAccount("default")), Pod(OneContainer))["spec"]!;
        Assert.Equal("default", (string?)spec["serviceAccountName"]);
        Assert.Equal("default", (string?)spec["serviceAccount"]);
        var volume = spec["volumes"]!.AsArray().Single()!;
        Assert.Matches("^kube-api-access-[a-z0-9]{5}$", (string?)volume["name"]);
        Assert.Equal(
            """
            {"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}
            """,
            volume["projected"]!.ToJsonString());
        Assert.Equal($$"""[{"name":"{{volume["name"]}}","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]""",
            spec["containers"]![0]!["volumeMounts"]!.ToJsonString());
    }

    [Fact]
    public void Init_containers_get_them_too_and_a_mount_of_the_users_own_stays()
    {
        var spec = Create(Admission(new Admitted().PutAccount("default")), Pod("""
            {"initContainers": [{"name": "init"}],
             "containers": [{"name": "main", "volumeMounts": [{"name": "mine", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount"}]}]}
            """))["spec"]!;
        Assert.Equal(TokenVolume.MountPath, (string?)spec["initContainers"]![0]!["volumeMounts"]![0]!["mountPath"]);
        Assert.Equal("mine", (string?)spec["containers"]![0]!["volumeMounts"]!.AsArray().Single()!["name"]);
    }

    [Fact]
    public void A_volume_of_that_name_is_used_again()
    {
        var spec = Create(Admission(new Admitted().PutAccount("default")), Pod("""
            {"containers": [{"name": "main"}], "volumes": [{"name": "kube-api-access-mine", "emptyDir": {} }]}
            """))["spec"]!;
        Assert.Single(spec["volumes"]!.AsArray());
        Assert.Equal("kube-api-access-mine", (string?)spec["containers"]![0]!["volumeMounts"]![0]!["name"]);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", """, "automountServiceAccountToken": false""", false)]
    [InlineData(""", "automountServiceAccountToken": true""", """, "automountServiceAccountToken": false""", true)]
    [InlineData(""", "automountServiceAccountToken": false""", "", false)]
    public void The_pods_wish_counts_before_the_accounts(string pod, string account, bool mounted)
    {
        var spec = Create(Admission(new Admitted().PutAccount("default", account)), Pod($$"""{"containers": [{"name": "main"}] {{pod}} }"""))["spec"]!;
        Assert.Equal(mounted, spec["volumes"] is not null);
    }

    [Fact]
    public void A_missing_account_is_refused_in_the_servers_words() => Assert.Equal(
        "pods \"p\" is forbidden: error looking up service account np04/nobody: serviceaccount \"nobody\" not found",
        Refusal(Admission(new()), Pod("""{"serviceAccountName": "nobody", "containers": []}""")).Message);

    [Fact]
    public async Task A_default_account_that_is_being_made_is_waited_for()
    {
        var given = new Admitted();
        var creation = Task.Run(() => Create(Admission(given), Pod(OneContainer)), TestContext.Current.CancellationToken);
        given.PutAccount("default");
        Assert.NotNull((await creation)["spec"]!["volumes"]);
    }

    [Fact]
    public void Pull_secrets_of_the_account_are_taken_over()
    {
        var given = new Admitted().PutAccount("default", """, "imagePullSecrets": [{"name": "registry"}]""");
        Assert.Equal("""[{"name":"registry"}]""", Create(Admission(given), Pod(OneContainer))["spec"]!["imagePullSecrets"]!.ToJsonString());
    }

    private static ServiceAccountAdmission Admission(Admitted given) => new(given.Objects);
}
