// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/executor/mapping.h"

#include "models/aurora/executor/fields.h"
#include "models/core/tr.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace aurora::executor {

namespace {

using core::tr;

QString kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return tr("yes or no");
    case QJsonValue::Double:
        return tr("a number");
    case QJsonValue::String:
        return tr("a text");
    case QJsonValue::Array:
        return tr("a list");
    case QJsonValue::Object:
        return tr("an object");
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return tr("empty");
}

/// Reads one value at a path. What does not fit leaves the target as it was and becomes a mistake.
class Reader
{
public:
    Reader(QString path, QList<Mistake> &mistakes)
        : m_path(std::move(path))
        , m_mistakes(mistakes)
    {
    }

    void read(const QJsonValue &value, QString &target) const
    {
        if (expect(value.isString(), value, tr("a text")))
            target = value.toString();
    }
    void read(const QJsonValue &value, bool &target) const
    {
        if (expect(value.isBool(), value, tr("true or false")))
            target = value.toBool();
    }
    void read(const QJsonValue &value, double &target) const
    {
        if (expect(value.isDouble(), value, tr("a number")))
            target = value.toDouble();
    }
    void read(const QJsonValue &value, qint64 &target) const
    {
        if (isWhole(value, 9007199254740992.0)) // beyond 2^53 a double is no longer exact
            target = value.toInteger();
    }
    void read(const QJsonValue &value, int &target) const
    {
        if (isWhole(value, std::numeric_limits<int>::max()))
            target = value.toInt();
    }
    template <typename E>
    requires std::is_enum_v<E>
    void read(const QJsonValue &value, E &target) const
    {
        QStringList words;
        for (size_t i = 0; i < Words<E>::words.size(); ++i) {
            words << QString::fromLatin1(Words<E>::words[i]);
            if (value.isString() && value.toString() == words.constLast()) {
                target = static_cast<E>(i);
                return;
            }
        }
        mistake(
            tr("is %1, must be one of %2.")
                .arg(value.isString() ? u'"' + value.toString().left(40) + u'"' : kindOf(value), words.join(u", "_s)));
    }
    template <typename T>
    void read(const QJsonValue &value, std::optional<T> &target) const
    {
        read(value, target.emplace());
    }
    template <typename T>
    void read(const QJsonValue &value, QList<T> &target) const
    {
        if (!expect(value.isArray(), value, tr("a list")))
            return;
        const QJsonArray array = value.toArray();
        target.clear();
        target.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i)
            Reader(u"%1[%2]"_s.arg(m_path).arg(i), m_mistakes).read(array[i], target.emplaceBack());
    }
    void read(const QJsonValue &value, QMap<QString, QString> &target) const
    {
        if (!expect(value.isObject(), value, tr("an object")))
            return;
        const QJsonObject object = value.toObject();
        target.clear();
        for (auto it = object.begin(); it != object.end(); ++it)
            below(it.key()).read(it.value(), target[it.key()]);
    }
    template <typename... Of>
    void read(const QJsonValue &value, std::variant<Of...> &target) const
    {
        if (!expect(value.isObject(), value, tr("an object")))
            return;
        const QJsonObject object = value.toObject();
        if (!(readIfTold<Of>(object, target) || ...))
            mistake(tr("must hold one of %1.").arg(tellingKeys<Of...>()));
    }
    template <typename S>
    requires requires(S &s) { s.unknown; }
    void read(const QJsonValue &value, S &target) const
    {
        if (!expect(value.isObject(), value, tr("an object")))
            return;
        Fields fields{ *this, value.toObject() };
        visitFields(target, fields);
        target.unknown = fields.left; // each field took its own
    }

    void mistake(const QString &what) const { m_mistakes << Mistake{ m_path, what }; }

private:
    struct Fields
    {
        const Reader &reader;
        QJsonObject left;

        template <typename T>
        void operator()(const char *key, T &member)
        {
            const QJsonValue value = left.take(QLatin1StringView(key));
            if (!isThere(value)) {
                // A struct that is there speaks for itself: {"health_checker": {}} has no http checker.
                if constexpr (requires { member.reset(); })
                    member.reset();
                return;
            }
            reader.below(QLatin1StringView(key)).read(value, member);
        }
        template <typename T>
        void required(const char *key, T &member)
        {
            const QJsonValue value = left.take(QLatin1StringView(key));
            const Reader at = reader.below(QLatin1StringView(key));
            if (isThere(value))
                at.read(value, member);
            else
                at.mistake(tr("is missing."));
        }
        static bool isThere(const QJsonValue &value) { return !value.isNull() && !value.isUndefined(); }
    };

    Reader below(const QString &key) const { return { m_path.isEmpty() ? key : m_path + u'.' + key, m_mistakes }; }

    bool expect(bool fits, const QJsonValue &value, const QString &wanted) const
    {
        if (!fits)
            mistake(tr("is %1, must be %2.").arg(kindOf(value), wanted));
        return fits;
    }
    bool isWhole(const QJsonValue &value, double most) const
    {
        if (!expect(value.isDouble(), value, tr("a whole number")))
            return false;
        const double number = value.toDouble();
        const bool fits = std::floor(number) == number && std::abs(number) <= most;
        if (!fits)
            mistake(tr("is %1, must be a whole number up to %2.").arg(number).arg(most, 0, 'f', 0));
        return fits;
    }

    template <typename S, typename Variant>
    bool readIfTold(const QJsonObject &object, Variant &target) const
    {
        if (tellingKey<S> && !object.contains(QLatin1StringView(tellingKey<S>)))
            return false;
        // A Docker container names its image in one text, a Mesos one in an object.
        if constexpr (std::is_same_v<S, Docker>) {
            if (!object[u"image"_s].isString())
                return false;
        }
        if constexpr (std::is_same_v<S, Mesos>) {
            if (object.contains(u"docker"_s) || object[u"image"_s].isString())
                return false;
        }
        read(object, target.template emplace<S>());
        return true;
    }
    template <typename... Of>
    static QString tellingKeys()
    {
        QStringList keys;
        ((tellingKey<Of> ? void(keys << QString::fromLatin1(tellingKey<Of>)) : void()), ...);
        return keys.join(u", "_s);
    }

    QString m_path;
    QList<Mistake> &m_mistakes;
};

struct Writer
{
    QJsonObject object;

    static QJsonValue write(const QString &value) { return value; }
    static QJsonValue write(bool value) { return value; }
    static QJsonValue write(double value) { return value; }
    static QJsonValue write(qint64 value) { return value; }
    static QJsonValue write(int value) { return value; }
    template <typename E>
    requires std::is_enum_v<E>
    static QJsonValue write(E value) { return QString::fromLatin1(Words<E>::words[static_cast<size_t>(value)]); }
    template <typename T>
    static QJsonValue write(const QList<T> &list)
    {
        QJsonArray array;
        for (const T &value : list)
            array << write(value);
        return array;
    }
    static QJsonValue write(const QMap<QString, QString> &map)
    {
        QJsonObject object;
        for (auto it = map.begin(); it != map.end(); ++it)
            object[it.key()] = it.value();
        return object;
    }
    template <typename... Of>
    static QJsonValue write(const std::variant<Of...> &value)
    {
        return std::visit([](const auto &of) { return write(of); }, value);
    }
    template <typename S>
    requires requires(const S &s) { s.unknown; }
    static QJsonValue write(const S &value)
    {
        Writer writer{ value.unknown };
        visitFields(value, writer);
        return writer.object;
    }

    template <typename T>
    void operator()(const char *key, const T &member)
    {
        if constexpr (requires { member.has_value(); }) {
            if (member)
                object[QLatin1StringView(key)] = write(*member);
        } else {
            object[QLatin1StringView(key)] = write(member);
        }
    }
    template <typename T>
    void required(const char *key, const T &member)
    {
        (*this)(key, member);
    }
};

} // namespace

QString mistakeText(const Mistake &mistake)
{
    return mistake.path.isEmpty() ? mistake.what : mistake.path + u' ' + mistake.what;
}

Reading parse(const QByteArray &data)
{
    Reading reading;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(data, &error);
    if (document.isNull()) {
        reading.mistakes << Mistake{
            {}, tr("This is no JSON, from byte %1 on: %2.").arg(error.offset).arg(error.errorString())
        };
        return reading;
    }
    if (!document.isObject()) {
        reading.mistakes << Mistake{ {}, tr("This is a list, must be an object.") };
        return reading;
    }
    Reader({}, reading.mistakes).read(document.object(), reading.job);
    Job &job = reading.job;
    if (job.task.name.isEmpty() && !job.task.processes.isEmpty())
        job.task.name = job.task.processes.constFirst().name;
    if (job.name.isEmpty())
        job.name = job.task.name;
    return reading;
}

QByteArray produce(const Job &job)
{
    return QJsonDocument(Writer::write(job).toObject()).toJson(QJsonDocument::Compact);
}

QByteArray produceLike(const Job &job, const QByteArray &before)
{
    const Reading reading = parse(before);
    return reading.isWhole() && reading.job == job ? before : produce(job);
}

} // namespace aurora::executor
