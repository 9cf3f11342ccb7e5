// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/jobs/kept/configarchive.h"
#include "models/stack/stack.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <stop_token>

class QComboBox;
class QLabel;

namespace ui {

class JobPreview;

/// How a job is configured, field by field in an operator's words, and what is otherwise about another of its instance
/// groups, a run that has ended, or a file (features J10). Asked for when it is looked at: it is four times the size of
/// what is polled. Object name "jobConfiguration". GUI thread.
class ConfigView final : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigView(stack::Stack *stack, QWidget *parent = nullptr);
    ~ConfigView() override;

    void setJob(const std::optional<aurora::JobKey> &job); ///< forgets what was read
    void look(); ///< reads it, and again each time

    std::function<QString()> askFileToOpen; ///< a path, empty for none; a test may answer

private:
    /// One configuration the job has, had, or would have.
    struct Version
    {
        QString title; ///< "Instances 0–5", "Ended 22 Nov 05:03, instances 0–5", "scale.yaml"
        aurora::TaskConfig config;
        core::TimePoint from{}; ///< of what has ended: its first task
    };

    void readEnded(std::stop_token stop);
    void readKept(std::stop_token stop);
    bool isListed(const jobs::KeptConfig &kept) const;
    void addVersion(const Version &version);
    void openFile();
    void show();
    void say(const QString &sentence);

    stack::Stack *m_stack;
    std::optional<aurora::JobKey> m_job;
    QList<Version> m_versions;
    std::stop_source m_reading;

    QComboBox *m_shown;
    QComboBox *m_against;
    QLabel *m_words;
    JobPreview *m_preview;
};

} // namespace ui
