// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"

#include <optional>

namespace aws {

/// Builds a Call parameter by parameter, flattened as its service wants it. For calls.cpp alone.
class CallMaker
{
public:
    static CallMaker read(Service service, QByteArray action)
    {
        return { service, std::move(action), Call::Effect::Reads };
    }
    static CallMaker setter(Service service, QByteArray action)
    {
        return { service, std::move(action), Call::Effect::Sets };
    }
    static CallMaker once(Service service, QByteArray action)
    {
        return { service, std::move(action), Call::Effect::Once };
    }

    CallMaker &text(const QByteArray &name, const QString &value) ///< an empty one is left out
    {
        if (!value.isEmpty())
            m_call.m_parameters.append({ name, value });
        return *this;
    }
    CallMaker &number(const QByteArray &name, qint64 value)
    {
        m_call.m_parameters.append({ name, QString::number(value) });
        return *this;
    }
    CallMaker &number(const QByteArray &name, std::optional<int> value)
    {
        return value ? number(name, qint64{ *value }) : *this;
    }
    CallMaker &flag(const QByteArray &name, bool value)
    {
        return text(name, value ? QStringLiteral("true") : QStringLiteral("false"));
    }
    /// AutoScaling and STS: `Name.member.1`; EC2: `Name.1`, where the name is a singular.
    CallMaker &list(const QByteArray &name, const QStringList &values)
    {
        for (qsizetype i = 0; i < values.size(); ++i)
            m_call.m_parameters.append({ place(name, i), values[i] });
        return *this;
    }
    QByteArray place(const QByteArray &name, qsizetype index) const
    {
        return name + (m_call.m_service == Service::Ec2 ? "." : ".member.") + QByteArray::number(index + 1);
    }
    Call make() const { return m_call; }

private:
    CallMaker(Service service, QByteArray action, Call::Effect effect)
        : m_call(service, std::move(action), effect)
    {
    }

    Call m_call;
};

} // namespace aws
