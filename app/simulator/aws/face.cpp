// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aws/face.h"

#include "app/simulator/aws/api.h"

#include <QJsonObject>

namespace sim::aws {

using namespace Qt::StringLiterals;

namespace {

struct Service
{
    const char *name;
    const char *space;
    const QMap<QString, Entry> *methods;
};

const Service *serviceOf(const QByteArray &name)
{
    static const std::array services{
        Service{ "autoscaling", "http://autoscaling.amazonaws.com/doc/2011-01-01/", &scalingMethods() },
        Service{ "ec2", "http://ec2.amazonaws.com/doc/2016-11-15", &ec2Methods() },
        Service{ "sts", "https://sts.amazonaws.com/doc/2011-06-15/", &stsMethods() },
    };
    const auto found = std::ranges::find(services, name, [](const Service &each) { return QByteArray(each.name); });
    return found == services.end() ? nullptr : &*found;
}

HttpResponse refused(const QByteArray &service, const Refusal &refusal, const QString &id)
{
    QByteArray body;
    QXmlStreamWriter xml(&body);
    const bool ec2 = service == "ec2";
    if (ec2) {
        xml.writeStartDocument();
        xml.writeStartElement(u"Response"_s);
        xml.writeStartElement(u"Errors"_s);
    } else {
        xml.writeStartElement(u"ErrorResponse"_s);
        xml.writeDefaultNamespace(u"http://autoscaling.amazonaws.com/doc/2011-01-01/"_s);
    }
    xml.writeStartElement(u"Error"_s);
    if (!ec2)
        xml.writeTextElement(u"Type"_s, u"Sender"_s);
    xml.writeTextElement(u"Code"_s, QString::fromUtf8(refusal.code));
    xml.writeTextElement(u"Message"_s, QString::fromUtf8(refusal.message));
    xml.writeEndElement();
    if (ec2)
        xml.writeEndElement();
    xml.writeTextElement(ec2 ? u"RequestID"_s : u"RequestId"_s, id);
    xml.writeEndElement();
    return { refusal.status, "text/xml", body };
}

/// What a call is about, for the log.
QString objectOf(const Form &form)
{
    for (const QString &name : { u"AutoScalingGroupName"_s, u"InstanceId"_s }) {
        if (const QString value = form.value(name); !value.isEmpty())
            return value;
    }
    for (const QString &name : { u"InstanceIds"_s, u"InstanceId"_s, u"ResourceId"_s }) {
        if (const QStringList values = form.list(name); !values.isEmpty())
            return values.join(u' ');
    }
    return form.value(u"InstanceType"_s);
}

} // namespace

Slice slice(qsizetype size, const QString &token, int pageSize)
{
    Slice result;
    result.from = QString::fromLatin1(QByteArray::fromBase64(token.toLatin1())).section(u':', 1).toLongLong();
    result.from = std::clamp<qsizetype>(result.from, 0, size);
    result.to = std::min<qsizetype>(size, result.from + pageSize);
    if (result.to < size)
        result.next = QString::fromLatin1(("page:" + QByteArray::number(result.to)).toBase64());
    return result;
}

Face::Face(Fleet *fleet, QList<User> users, RequestLog *log)
    : m_fleet(fleet)
    , m_users(std::move(users))
    , m_log(log)
{
}

void Face::handle(const HttpRequest &request, HttpConnection *connection)
{
    connection->reply(answer(request));
}

HttpResponse Face::answer(const HttpRequest &request)
{
    if (request.method != "POST" || request.path != "/"_L1)
        return HttpResponse::text(404, "There is the Query API of AutoScaling, EC2 and STS: POST /.\n");
    const QString id = qt(m_random.uuid());
    User user;
    QByteArray name;
    std::optional<Refusal> refusal = checkSignature(request, m_users, m_fleet->now(), &user, &name);
    const Service *service = serviceOf(name);
    if (refusal || !service)
        return refused(name, refusal.value_or(Refusal{ 403, "InvalidAction", "There is no such service." }), id);

    const Form form(request.body);
    const QString action = form.value(u"Action"_s);
    const auto entry = service->methods->constFind(action);
    const bool ec2 = name == "ec2";
    QByteArray body;
    QXmlStreamWriter xml(&body);
    if (entry == service->methods->constEnd()) {
        refusal = Refusal{ 400, "InvalidAction", "Could not find operation " + action.toUtf8() + " for this version." };
    } else if (entry->changes && !user.mayChange) {
        refusal = Refusal{ 403, ec2 ? "UnauthorizedOperation" : "AccessDenied",
                           "User: arn:aws:iam::123456789012:user/" + user.keyId
                               + " is not authorized to perform: " + name + ':' + action.toUtf8() };
    } else {
        if (ec2)
            xml.writeStartDocument();
        xml.writeStartElement(action + u"Response"_s);
        xml.writeDefaultNamespace(QString::fromLatin1(service->space));
        if (!ec2 && entry->hasResult)
            xml.writeStartElement(action + u"Result"_s);
        refusal = entry->run(*m_fleet, form, xml);
        if (!ec2) {
            if (entry->hasResult)
                xml.writeEndElement();
            xml.writeStartElement(u"ResponseMetadata"_s);
            xml.writeTextElement(u"RequestId"_s, id);
            xml.writeEndElement();
        } else {
            xml.writeTextElement(u"requestId"_s, id);
        }
        xml.writeEndElement();
    }
    if (entry != service->methods->constEnd() && entry->changes) {
        LoggedCall call;
        call.at = toTimePoint(m_fleet->now());
        call.server = u"aws"_s;
        call.method = action;
        call.object = objectOf(form);
        call.user = QString::fromLatin1(user.keyId);
        QJsonObject arguments;
        for (auto it = form.all().begin(); it != form.all().end(); ++it)
            arguments.insert(it.key(), *it);
        call.arguments = arguments;
        call.status = refusal ? refusal->status : 200;
        call.answer = refusal ? QString::fromUtf8(refusal->code) : u"OK"_s;
        m_log->add(std::move(call));
    }
    if (refusal)
        return refused(name, *refusal, id);
    HttpResponse response{ 200, "text/xml", body };
    response.headers = { { "x-amzn-requestid", id.toLatin1() } };
    return response;
}

} // namespace sim::aws
