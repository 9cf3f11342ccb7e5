// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/thriftreply.h"

#include "tests/bench/bench.h"

#include <QUuid>
#include <QtEndian>

#include <random>

namespace bench {

namespace {

/// Binary encoding. A field's type and id stand before its value; nothing is closed but structs.
class BinaryWriter
{
public:
    void begin(const QByteArray &method)
    {
        raw<qint32>(static_cast<qint32>(0x80010002U));
        string(method);
        raw<qint32>(7);
    }
    void i32(int id, qint32 value)
    {
        field(8, id);
        raw(value);
    }
    void i64(int id, qint64 value)
    {
        field(10, id);
        raw(value);
    }
    void boolean(int id, bool value)
    {
        field(2, id);
        m_bytes.append(value ? '\1' : '\0');
    }
    void number(int id, double value)
    {
        field(4, id);
        quint64 bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        raw(bits);
    }
    void text(int id, const QByteArray &value)
    {
        field(11, id);
        string(value);
    }
    template <typename Write>
    void record(int id, Write &&write)
    {
        field(12, id);
        element(write);
    }
    template <typename Write>
    void element(Write &&write)
    {
        write();
        m_bytes.append('\0');
    }
    template <typename Write>
    void list(int id, bool isSet, int count, Write &&write)
    {
        field(isSet ? 14 : 15, id);
        m_bytes.append('\x0c');
        raw<qint32>(count);
        for (int i = 0; i < count; ++i)
            element([&] { write(i); });
    }
    void texts(int id, const QList<QByteArray> &values)
    {
        field(14, id);
        m_bytes.append('\x0b');
        raw<qint32>(static_cast<qint32>(values.size()));
        for (const QByteArray &value : values)
            string(value);
    }
    void ports(int id, const QList<QPair<QByteArray, int>> &ports)
    {
        field(13, id);
        m_bytes.append("\x0b\x08");
        raw<qint32>(static_cast<qint32>(ports.size()));
        for (const auto &[name, port] : ports) {
            string(name);
            raw<qint32>(port);
        }
    }
    void end() { }
    QByteArray &bytes() { return m_bytes; }

private:
    template <typename T>
    void raw(T value)
    {
        const T big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
    }
    void string(const QByteArray &value)
    {
        raw<qint32>(static_cast<qint32>(value.size()));
        m_bytes.append(value);
    }
    void field(char type, int id)
    {
        m_bytes.append(type);
        raw<qint16>(static_cast<qint16>(id));
    }

    QByteArray m_bytes;
};

/// TJSON: each value in an object that names its type.
class JsonWriter
{
public:
    void begin(const QByteArray &method) { m_bytes += "[1,\"" + method + "\",2,7,{"; }
    void i32(int id, qint32 value) { scalar(id, "i32", QByteArray::number(value)); }
    void i64(int id, qint64 value) { scalar(id, "i64", QByteArray::number(value)); }
    void boolean(int id, bool value) { scalar(id, "tf", value ? "1" : "0"); }
    void number(int id, double value) { scalar(id, "dbl", QByteArray::number(value)); }
    void text(int id, const QByteArray &value) { scalar(id, "str", '"' + value + '"'); }
    template <typename Write>
    void record(int id, Write &&write)
    {
        open(id, "rec");
        element(write);
        m_bytes += '}';
    }
    template <typename Write>
    void element(Write &&write)
    {
        m_bytes += '{';
        write();
        m_bytes += '}';
    }
    template <typename Write>
    void list(int id, bool isSet, int count, Write &&write)
    {
        open(id, isSet ? "set" : "lst");
        m_bytes += "[\"rec\"," + QByteArray::number(count);
        for (int i = 0; i < count; ++i) {
            m_bytes += ',';
            element([&] { write(i); });
        }
        m_bytes += "]}";
    }
    void texts(int id, const QList<QByteArray> &values)
    {
        open(id, "set");
        m_bytes += "[\"str\"," + QByteArray::number(values.size());
        for (const QByteArray &value : values)
            m_bytes += ",\"" + value + '"';
        m_bytes += "]}";
    }
    void ports(int id, const QList<QPair<QByteArray, int>> &ports)
    {
        open(id, "map");
        m_bytes += "[\"str\",\"i32\"," + QByteArray::number(ports.size()) + ",{";
        for (const auto &[name, port] : ports) {
            comma();
            m_bytes += '"' + name + "\":" + QByteArray::number(port);
        }
        m_bytes += "}]}";
    }
    void end() { m_bytes += ']'; }
    QByteArray &bytes() { return m_bytes; }

private:
    void comma()
    {
        if (!m_bytes.endsWith('{'))
            m_bytes += ',';
    }
    void open(int id, const char *type)
    {
        comma();
        m_bytes.append('"').append(QByteArray::number(id)).append("\":{\"").append(type).append("\":");
    }
    void scalar(int id, const char *type, const QByteArray &value)
    {
        open(id, type);
        m_bytes.append(value).append('}');
    }

    QByteArray m_bytes;
};

template <typename Writer>
class TaskListWriter
{
public:
    QByteArray write(int tasks)
    {
        m_out.begin("getTasksWithoutConfigs");
        if constexpr (std::is_same_v<Writer, BinaryWriter>)
            m_out.element([&] { reply(tasks); });
        else {
            reply(tasks);
            m_out.bytes() += '}';
        }
        m_out.end();
        QByteArray &bytes = m_out.bytes();
        bytes.append(padding, '\0');
        bytes.resize(bytes.size() - padding);
        return bytes;
    }

private:
    void reply(int tasks)
    {
        m_out.record(0, [&] {
            m_out.i32(1, 1);
            m_out.record(3, [&] { m_out.record(3, [&] { m_out.list(1, false, tasks, [this](int i) { task(i); }); }); });
            m_out.record(5, [&] { m_out.text(1, "bench"); });
            m_out.list(6, false, 0, [](int) {});
        });
    }

    void task(int number)
    {
        const int job = number / 5;
        const int instance = number % 5;
        const QByteArray role = "role" + QByteArray::number(job % 20);
        const QByteArray name = "itaipu-dataset-contract-" + QByteArray::number(job);
        const QByteArray uuid = QUuid(static_cast<uint>(m_random()), static_cast<ushort>(m_random()),
                                      static_cast<ushort>(m_random()), 1, 2, 3, 4, 5, 6, 7, 8)
                                    .toByteArray(QUuid::WithoutBraces);
        const auto host = m_random() % 10000;
        const qint64 at = 1795400000000 + m_random() % 10000000;
        m_out.record(1, [&] {
            m_out.text(1, role + "-prod-" + name + '-' + QByteArray::number(instance) + '-' + uuid);
            m_out.text(2, "20260101-000000-16842879-5050-1-S" + QByteArray::number(host));
            m_out.text(3,
                       "ip-10-130-" + QByteArray::number(host / 250) + '-' + QByteArray::number(host % 250)
                           + ".ec2.internal");
            m_out.record(4, [&] { config(role, name); });
            m_out.ports(5, { { "health", 31000 + number % 1000 }, { "http", 31500 } });
            m_out.i32(6, instance);
        });
        m_out.i32(2, 2);
        m_out.i32(3, number % 7 == 0 ? 1 : 0);
        m_out.list(4, false, 4, [&](int event) {
            static constexpr int statuses[] = { 0, 9, 1, 2 };
            m_out.i64(1, at + event * 700);
            m_out.i32(2, statuses[event]);
            if (event >= 2)
                m_out.text(3,
                           event == 2 ? "Initializing sandbox." : "No health-check defined, task is assumed healthy.");
            m_out.text(4, "scheduler-1.internal");
        });
        m_out.i32(6, 0);
    }

    void config(const QByteArray &role, const QByteArray &name)
    {
        m_out.boolean(7, true);
        m_out.i32(11, 10);
        m_out.i32(13, 1);
        m_out.record(17, [&] { m_out.text(2, "oncall"); });
        m_out.boolean(18, true);
        m_out.list(20, true, 2, [&](int i) {
            m_out.text(1, i == 0 ? "host" : "slave-type");
            m_out.record(2, [&] {
                if (i == 0)
                    m_out.record(2, [&] { m_out.i32(1, 1); });
                else
                    m_out.record(1, [&] {
                        m_out.boolean(1, false);
                        m_out.texts(2, { "itaipu-" + role });
                    });
            });
        });
        m_out.text(23, "data-oncall@example.com");
        m_out.record(25, [&] { m_out.text(1, "AuroraExecutor"); });
        m_out.list(27, true, 2, [&](int i) {
            m_out.text(1, i == 0 ? "deployed_by" : "git_sha");
            m_out.text(2, i == 0 ? "ci" : "0123abcd");
        });
        m_out.record(28, [&] {
            m_out.text(1, role);
            m_out.text(2, "prod");
            m_out.text(3, name);
        });
        m_out.record(29, [&] { m_out.record(1, [] {}); });
        m_out.text(30, "preferred");
        m_out.list(32, true, 4, [&](int i) {
            if (i == 0)
                m_out.number(1, 1.5);
            else if (i == 3)
                m_out.text(4, "http");
            else
                m_out.i64(i + 1, i * 1024);
        });
    }

    Writer m_out;
    std::mt19937 m_random{ 42 };
};

} // namespace

QByteArray binaryTasks(int tasks)
{
    return TaskListWriter<BinaryWriter>().write(tasks);
}

QByteArray tjsonTasks(int tasks)
{
    return TaskListWriter<JsonWriter>().write(tasks);
}

} // namespace bench
