using System.Text;
using KubeDaq.Sandbox.Http.Protobuf;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Tests.Http.Protobuf;

public sealed class ProtobufBodyTests
{
    [Fact]
    public void A_role_reads_as_its_JSON()
    {
        var rule = Message(Text(1, "get"), Text(1, "list"), Text(2, ""), Text(3, "pods"));
        Assert.Equal(
            """{"metadata":{"name":"reader","creationTimestamp":"2026-11-24T06:00:00Z"},"rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]}],"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role"}""",
            Read("rbac.authorization.k8s.io/v1", "Role",
                Bytes(1, Message(Text(1, "reader"), Text(2, ""), Bytes(8, Message(Number(1, 1_795_500_000))))), Bytes(2, rule)));
    }

    [Fact]
    public void Maps_bytes_and_flags_read_as_their_JSON() => Assert.Equal(
        """{"metadata":{"labels":{"a":"b"}},"data":{"key":"AQI="},"immutable":false,"apiVersion":"v1","kind":"Secret"}""",
        Read("v1", "Secret", Bytes(1, Message(Bytes(11, Message(Text(1, "a"), Text(2, "b"))))),
            Bytes(2, Message(Text(1, "key"), Bytes(2, [1, 2]))), Text(3, ""), Number(5, 0)));

    [Fact]
    public void Inlined_parts_quantities_and_ports_read_as_their_JSON()
    {
        var volume = Message(Text(1, "config"), Bytes(2, Message(Bytes(19, Message(Bytes(1, Message(Text(1, "settings"))))))));
        var probe = Message(Bytes(1, Message(Bytes(2, Message(Text(1, "/"), Bytes(2, Message(Number(1, 1), Text(3, "http"))))))), Number(2, 0));
        var limits = Message(Bytes(1, Message(Text(1, "cpu"), Bytes(2, Message(Text(1, "500m"))))));
        var container = Message(Text(1, "main"), Bytes(8, limits), Bytes(10, probe));
        Assert.Equal(
            """{"spec":{"volumes":[{"name":"config","configMap":{"name":"settings"}}],"containers":[{"name":"main","resources":{"limits":{"cpu":"500m"}},"livenessProbe":{"httpGet":{"path":"/","port":"http"}}}]},"apiVersion":"v1","kind":"Pod"}""",
            Read("v1", "Pod", Bytes(2, Message(Bytes(1, volume), Bytes(2, container)))));
    }

    [Fact]
    public void A_wish_for_deletion_is_the_same_in_every_group() => Assert.Equal(
        """{"gracePeriodSeconds":0,"apiVersion":"policy/v1","kind":"DeleteOptions"}""", Read("policy/v1", "DeleteOptions", Number(1, 0)));

    [Fact]
    public void What_is_no_message_is_refused() =>
        Assert.StartsWith("provided data does not appear to be a protobuf message", Refusal("{}"u8.ToArray()));

    [Fact]
    public void An_unknown_kind_is_named() =>
        Assert.Equal("the object provided is unrecognized (must be of type Role): dune/v1alpha1.Partition is not known here", Refusal(Body("dune.daq/v1alpha1", "Partition", [])));

    [Fact]
    public void Broken_bytes_are_refused_and_never_crash()
    {
        var good = Body("v1", "Pod", Message(Bytes(1, Message(Text(1, "p"))), Bytes(2, Message(Bytes(2, Message(Text(1, "main")))))));
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var bad = good.ToArray();
            bad[random.Next(4, bad.Length)] = (byte)random.Next(256);
            try
            {
                ProtobufBody.Read(bad.AsSpan(0, random.Next(4, bad.Length + 1)), "Pod");
            }
            catch (StatusException refusal)
            {
                Assert.Equal(400, refusal.Code);
            }
        }
    }

    private static string Read(string version, string kind, params byte[][] fields) =>
        ProtobufBody.Read(Body(version, kind, Message(fields)), kind).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Refusal(byte[] body) => Assert.Throws<StatusException>(() => ProtobufBody.Read(body, "Role")).Message;

    private static byte[] Body(string version, string kind, byte[] raw) =>
        [.. "k8s\0"u8, .. Bytes(1, Message(Text(1, version), Text(2, kind))), .. Bytes(2, raw)];

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Text(int number, string text) => Bytes(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int number, byte[] bytes) => [.. Varint((ulong)number << 3 | 2), .. Varint((ulong)bytes.Length), .. bytes];

    private static byte[] Number(int number, ulong value) => [.. Varint((ulong)number << 3), .. Varint(value)];

    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value > 0x7f; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
