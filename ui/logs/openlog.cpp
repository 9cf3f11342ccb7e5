// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/openlog.h"

#include "ui/logs/joblogview.h"
#include "ui/logs/tasklogview.h"

namespace ui {

bool isLogged(const links::ObjectRef &object)
{
    using Kind = links::ObjectRef::Kind;
    return object.kind == Kind::Task || object.kind == Kind::Instance || object.kind == Kind::Node
        || object.kind == Kind::Job;
}

links::ObjectRef loggedObject(const links::ObjectRef &log)
{
    const links::ObjectRef object = links::fromPath(links::splitLog(log).path);
    return log.kind == links::ObjectRef::Kind::Log && isLogged(object) ? object : links::ObjectRef();
}

LogTab *makeLogTab(const PageContext &context, const links::ObjectRef &object, QWidget *parent)
{
    if (object.kind == links::ObjectRef::Kind::Job)
        return new JobLogView(context, object, parent);
    return new TaskLogView(context, object, parent);
}

} // namespace ui
