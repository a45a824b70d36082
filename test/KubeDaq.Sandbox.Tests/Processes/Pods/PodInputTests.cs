using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Processes.Pods;

/// <summary>What a container finds: environment, volumes, devices.</summary>
public sealed class PodInputTests
{
    [Fact]
    public async Task The_environment_comes_from_values_fields_ConfigMaps_Secrets_and_the_cluster()
    {
        await using var host = new OneHost(before: objects =>
        {
            objects.TryCreate(Kinds.ConfigMaps, "np04", OneHost.Parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: run}, data: {number: '42', mode: physics}}"));
            objects.TryCreate(Kinds.Secrets, "np04", OneHost.Parse("{apiVersion: v1, kind: Secret, metadata: {name: key}, data: {word: c2VzYW1l}}"));
        });
        host.Create("env", """
            {restartPolicy: Never, containers: [{name: main, command: [sh, -c], args: ['echo "$A|$B|$C|$D|$E|$RUN_mode|$F|$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT|$(A)"'],
              resources: {limits: {cpu: 500m}},
              envFrom: [{prefix: RUN_, configMapRef: {name: run}}],
              env: [{name: A, value: one}, {name: B, value: '$(A)-$(MISSING)-$$(A)'}, {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}},
                    {name: D, valueFrom: {configMapKeyRef: {name: run, key: number}}}, {name: E, valueFrom: {secretKeyRef: {name: key, key: word}}},
                    {name: F, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}]}]}
            """);
        await host.UntilPhaseAsync("env", "Succeeded");
        Assert.Equal("one|one-$(MISSING)-$(A)|env|42|sesame|physics|500|127.0.0.1:6443|one", host.Log("env"));
    }

    [Fact]
    public async Task A_missing_ConfigMap_is_waited_for()
    {
        await using var host = new OneHost(new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)));
        host.Create("waits", "{restartPolicy: Never, containers: [{name: main, command: ['true'], env: [{name: A, valueFrom: {configMapKeyRef: {name: later, key: a}}}]}]}");
        await Until.TrueAsync(() => host.Container("waits").Text("state", "waiting", "reason") == "CreateContainerConfigError");
        Assert.Equal("configmap \"later\" not found", host.Container("waits").Text("state", "waiting", "message"));
        host.Objects.TryCreate(Kinds.ConfigMaps, "np04", OneHost.Parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: later}, data: {a: b}}"));
        await host.UntilPhaseAsync("waits", "Succeeded");
    }

    [Fact]
    public async Task Volumes_bring_files_of_the_API_and_the_service_account_s_token_is_at_its_usual_place()
    {
        await using var host = new OneHost(before: objects => objects.TryCreate(
            Kinds.ConfigMaps, "np04", OneHost.Parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: run}, data: {a: '1', b: '2'}}")));
        host.Create("files", """
            {restartPolicy: Never,
             volumes: [{name: cfg, configMap: {name: run, items: [{key: b, path: deep/b}]}},
                       {name: api, projected: {sources: [{serviceAccountToken: {path: token}}, {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}]}}],
             containers: [{name: main, command: [sh, -c, 'cat /cfg/deep/b /var/run/secrets/kubernetes.io/serviceaccount/token; echo; cat /var/run/secrets/kubernetes.io/serviceaccount/labels; echo; ls /cfg; touch /cfg/x || echo read only'],
               volumeMounts: [{name: cfg, mountPath: /cfg}, {name: api, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}]}]}
            """);
        await host.UntilPhaseAsync("files", "Succeeded");
        Assert.Equal(["2token of files for api", "app=\"test\"", "deep", "read only"], host.Log("files").Split('\n').Where(line => !line.StartsWith("touch", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_container_gets_the_device_of_its_card_and_sees_no_other()
    {
        await using var host = new OneHost();
        host.Create("reader", "{restartPolicy: Never, containers: [{name: main, command: [sh, -c, 'cat /dev/flx*; echo; ls /dev | grep flx'], resources: {requests: {dune.daq/flxcard-apa002: '1'}, limits: {dune.daq/flxcard-apa002: '1'}}}]}");
        await host.UntilPhaseAsync("reader", "Succeeded");
        Assert.Equal("card two\nflx1", host.Log("reader"));
    }

    [Fact]
    public async Task A_second_pod_is_refused_a_card_that_a_live_pod_still_has_even_one_that_was_deleted_by_force()
    {
        await using var host = new OneHost();
        const string Stubborn = "{containers: [{name: main, command: [sh, -c, \"trap '' TERM; echo up; while :; do sleep 0.1; done\"], resources: {requests: {dune.daq/flxcard-apa001: '1'}, limits: {dune.daq/flxcard-apa001: '1'}}}]}";
        host.Create("first", Stubborn);
        await Until.TrueAsync(() => host.Log("first") == "up");
        host.MarkDeleted("first", 0);
        Assert.Null(host.Pod("first"));
        host.Create("second", Stubborn);
        var status = await host.UntilPhaseAsync("second", "Failed");
        Assert.Equal("UnexpectedAdmissionError", status.Text("reason"));
        Assert.Equal("Pod was rejected: Allocate failed due to requested number of devices unavailable for dune.daq/flxcard-apa001. Requested: 1, Available: 0, which is unexpected", status.Text("message"));
        await Until.TrueAsync(() => host.Devices.Taken.Count == 0);
    }
}
