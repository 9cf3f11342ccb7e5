// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/jobs/description.h"

#include <QWidget>

class QLabel;

namespace ui {

class GlyphLabel;

/// What the scheduler thinks of the job, without starting it (populateJobConfig): not asked, asking, taken with what it
/// filled in, refused in its own words. An answer to an earlier state of the form says so. GUI thread.
class DryRunView final : public QWidget
{
    Q_OBJECT
public:
    explicit DryRunView(QWidget *parent = nullptr);

    void setNotAsked(); ///< also after the job was changed
    void setAsking();
    void setAnswer(const aurora::TaskConfig &asked, const core::Result<aurora::TaskConfig> &answer);
    QString text() const;

private:
    void say(const QString &glyph, const QString &sentence, const QString &more);

    GlyphLabel *m_glyph;
    QLabel *m_sentence;
    QLabel *m_more;
};

} // namespace ui
